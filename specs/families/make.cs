// Makes the files in data/, always the same: dotnet run make.cs
// README.md says what is in them, and how well anybody can do with them.
using System.Globalization;
using System.Runtime.CompilerServices;

var random = new Random(20261125);
var data = Path.Combine(Path.GetDirectoryName(Here())!, "data");

MakeTwoSensors();
MakeThreeSignals();

// Two sensors see the same side, each along an axis of its own and with an offset and a unit of its own. What is noise is drawn for each apart.
void MakeTwoSensors()
{
    const int rows = 7000;
    double[] leftAxis = [2 / 3.0, -2 / 3.0, 1 / 3.0], rightAxis = [0.6, 0.8];
    using var left = Table("left.csv", "id,l0,l1,l2");
    using var gaps = Table("left-with-gaps.csv", "id,l0,l1,l2");
    using var right = Table("right.csv", "id,r0,r1");
    using var labels = Table("sides.csv", "id,part,side,side_by_operator");
    for (var row = 0; row < rows; row++)
    {
        var sign = Sign();
        var seen = Numbers(leftAxis.Select(part => 100 + 5 * (1.0 * sign * part + Normal())));
        left.WriteLine($"{row},{seen}");
        if (random.NextDouble() >= 0.3) gaps.WriteLine($"{row},{seen}");
        right.WriteLine($"{row},{Numbers(rightAxis.Select(part => -3 + 0.25 * (0.75 * sign * part + Normal())))}");
        var operators = random.NextDouble() < 0.1 ? -sign : sign;
        labels.WriteLine($"{row},{Part(row, rows)},{Side(sign)},{Side(operators)}");
    }

    static string Side(int sign) => sign < 0 ? "Left" : "Right";
}

// Vibration and current each swing one way or the other by chance: forward is where they agree. Neither says anything alone; the strain says a bit.
void MakeThreeSignals()
{
    const int rows = 7000;
    using var vibration = Table("vibration.csv", "id," + Columns("v", 40));
    using var current = Table("current.csv", "id," + Columns("c", 10));
    using var strain = Table("strain.csv", "id,force,torque");
    using var labels = Table("turns.csv", "id,part,turn");
    for (var row = 0; row < rows; row++)
    {
        int shaken = Sign(), fed = Sign(), sign = shaken * fed;
        vibration.WriteLine($"{row},{Numbers(Swing(40).Select(value => 1.75 * shaken * value + Normal()))}");
        current.WriteLine($"{row},{Numbers(Swing(10).Select(value => 12 + 3 * (1.75 * fed * value + Normal())))}");
        strain.WriteLine($"{row},{Numbers([40 + 8 * (0.6 * sign + Normal()), 5 + 2 * (0.8 * sign + Normal())])}");
        labels.WriteLine($"{row},{Part(row, rows)},{(sign < 0 ? "Backward" : "Forward")}");
    }
}

// One period of a sine in the 0.2 seconds of a window, of length 1.
static double[] Swing(int points) =>
    [.. Enumerable.Range(0, points).Select(i => Math.Sin(2 * Math.PI * (i + 0.5) / points) * Math.Sqrt(2.0 / points))];

static string Part(int row, int rows) => row < rows * 3 / 7 ? "train" : row < rows * 4 / 7 ? "validation" : "test";

static string Columns(string name, int count) => string.Join(',', Enumerable.Range(0, count).Select(i => $"{name}{i}"));

static string Numbers(IEnumerable<double> values) =>
    string.Join(',', values.Select(value => value.ToString("0.00", CultureInfo.InvariantCulture)));

int Sign() => random.Next(2) == 0 ? -1 : 1;

double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

StreamWriter Table(string name, string header)
{
    var table = new StreamWriter(Path.Combine(data, name)) { NewLine = "\n" };
    table.WriteLine(header);
    return table;
}

static string Here([CallerFilePath] string path = "") => path;
