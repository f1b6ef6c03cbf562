namespace FusionDsl.Architecture;

/// <summary>Who reads whom.</summary>
internal static class Wiring
{
    /// <returns>The nodes in an order in which each comes after what it reads; among equals alphabetical. Null if there is none.</returns>
    public static IReadOnlyList<Node>? Check(Model model, List<Issue> issues)
    {
        if (model.Heads.Count == 0) issues.Add(new(Rule.NoHead, "", [model.Name]));
        var order = Order(model, issues);
        if (order is null || model.Heads.Count == 0) return null;
        var read = new HashSet<string>(model.Nodes.SelectMany(node => node.Reads), StringComparer.Ordinal);
        foreach (var node in model.Nodes.Where(node => node is not (HeadNode or DecisionNode) && !read.Contains(node.Name)))
            issues.Add(new(Rule.UnreadNode, node.Name, [node.Name]));
        return order;
    }

    /// <summary>An order alone; a node that is read and not there is no obstacle.</summary>
    public static IReadOnlyList<Node>? Order(Model model, List<Issue> issues)
    {
        foreach (var encoder in model.Encoders.Where(encoder => encoder.Layers.Count == 0 && encoder.Autoencoder is null))
            issues.Add(new(Rule.NoLayers, encoder.Name, [encoder.Name, encoder.From]));

        var waiting = model.Nodes.ToDictionary(node => node.Name, StringComparer.Ordinal);
        var done = new HashSet<string>(model.Nodes.SelectMany(node => node.Reads).Where(name => !waiting.ContainsKey(name)), StringComparer.Ordinal);
        var order = new List<Node>();
        while (waiting.Count > 0)
        {
            var ready = waiting.Values.Where(node => node.Reads.All(done.Contains)).OrderBy(node => node.Name, StringComparer.Ordinal).ToList();
            if (ready.Count == 0)
            {
                var circle = FindCircle(waiting);
                // Each step of the circle stands where its node reads the next one.
                var steps = circle.Take(circle.Count - 1).Select((name, i) => $"{name}/reads/{waiting[name].Reads.ToList().IndexOf(circle[i + 1]).Invariant()}").ToList();
                issues.Add(new(Rule.Cycle, steps[0], [circle[0], string.Join(" → ", circle)]) { Related = steps.Skip(1).ToEquatableArray() });
                return null;
            }
            foreach (var node in ready)
            {
                order.Add(node);
                waiting.Remove(node.Name);
                done.Add(node.Name);
            }
        }
        return order;
    }

    // Every waiting node reads a waiting node, so following them must come round.
    private static List<string> FindCircle(Dictionary<string, Node> waiting)
    {
        var path = new List<string>();
        var name = waiting.Keys.OrderBy(key => key, StringComparer.Ordinal).First();
        while (!path.Contains(name))
        {
            path.Add(name);
            name = waiting[name].Reads.First(waiting.ContainsKey);
        }
        path.RemoveRange(0, path.IndexOf(name));
        path.Add(name);
        return path;
    }
}
