namespace FusionDsl.Architecture;

/// <summary>"Did you mean …?" for words that other frameworks have for the same thing, and what to do about those that have no counterpart here.</summary>
public static class Advice
{
    // What Keras, PyTorch, scikit-learn and Ludwig say, without underscores and in lower case, and what it is called here.
    private static readonly (string Here, string Elsewhere)[] Synonyms =
    [
        ("width", "units outfeatures neurons hiddensize hiddendim size features outputsize"),
        ("units", "hiddensize hiddendim hidden width size neurons features"),
        ("channels", "filters outchannels numfilters filter nchannels numchannels inchannels"),
        ("kernel", "kernelsize filtersize poolsize windowsize window size"),
        ("stride", "strides stepsize"),
        ("padding", "pad"),
        ("dilation", "dilationrate"),
        ("bias", "usebias"),
        ("rate", "p prob probability dropout droprate"),
        ("probability", "p prob rate"),
        ("heads", "numheads nheads nhead attentionheads outputs outputfeatures targets labels tasks output"),
        ("sequence", "returnsequences"),
        ("layers", "numlayers nlayers depth"),
        ("epsilon", "eps"),
        ("learningRate", "lr rate stepsize"),
        ("vocabulary", "vocab vocabsize vocabularysize numembeddings inputdim"),
        ("length", "seqlen sequencelength maxlen maxlength size dim"),
        ("hertz", "hz fs samplerate samplingrate frequency rate"),
        ("modalities", "inputs inputfeatures features input"),
        ("encoders", "layers networks branches encoder backbones"),
        ("fusions", "combiner merge fusion"),
        ("train", "training trainer fit hyperparameters"),
        ("data", "dataset datasets"),
        ("model", "name title network net"),
        ("from", "input inputs source reads of modality"),
        ("vector", "features numeric tabular dense"),
        ("series", "timeseries signal"),
        ("tokens", "text sequence words"),
        ("standardize", "zscore normalize normalise standardscaler"),
        ("minMax", "minmaxscaler"),
        ("dense", "linear fullyconnected fc"),
        ("conv1d", "convolution1d convolution conv"),
        ("conv2d", "convolution2d"),
        ("batchNorm", "bn batchnormalization batchnorm1d batchnorm2d"),
        ("layerNorm", "layernormalization ln"),
        ("maxPool", "maxpooling maxpooling1d maxpooling2d maxpool1d maxpool2d"),
        ("avgPool", "averagepooling averagepooling1d averagepooling2d avgpool1d avgpool2d averagepool"),
        ("globalAvgPool", "globalaveragepooling globalaveragepooling1d globalaveragepooling2d adaptiveavgpool1d adaptiveavgpool2d"),
        ("globalMaxPool", "globalmaxpooling globalmaxpooling1d globalmaxpooling2d adaptivemaxpool1d adaptivemaxpool2d"),
        ("silu", "swish"),
        ("transformerEncoder", "transformer transformerencoderlayer multiheadattention attention selfattention"),
        ("positionalEncoding", "positionalembedding positionencoding"),
        ("concat", "concatenate concatenation cat merge"),
        ("sum", "add addition plus"),
        ("mean", "average avg"),
        ("product", "multiply mul hadamard"),
        ("max", "maximum"),
        ("min", "minimum"),
        ("attentionSum", "attention"),
        ("classify", "classifier classification softmax category"),
        ("regress", "regression regressor numerical"),
        ("classes", "labels categories classnames"),
        ("epochs", "numepochs maxepochs nepochs iterations"),
        ("batchSize", "bs batch"),
        ("patience", "earlystopping earlystop"),
        ("clipNorm", "gradientclip gradclip maxgradnorm clip clipgradnorm"),
        ("seed", "randomseed randomstate"),
        ("threads", "workers numworkers njobs"),
        ("file", "path filename csv location"),
        ("columns", "cols col field fields feature features"),
        ("validation", "val valid validationsplit validationsize dev"),
        ("test", "testsize testsplit"),
    ];

    // What has no counterpart, told where the word beside it says what it is about.
    private static readonly (string Beside, string Elsewhere, string Text)[] Remarks =
    [
        ("width", "activation act nonlinearity", "An activation is a layer of its own: put '- relu' behind it."),
        ("kernel", "activation act nonlinearity", "An activation is a layer of its own: put '- relu' behind it."),
        ("relu", "activation act nonlinearity", "The activation itself is the layer, such as '- relu'."),
        ("units", "batchfirst", "A sequence is [time, channel], whatever the batch; leave it out."),
        ("width", "infeatures inputsize inputdim inputshape", "The size of the input is worked out; leave it out."),
        ("kernel", "infeatures inchannels inputdim inputshape", "The size of the input is worked out; leave it out."),
        ("units", "inputsize inputdim inputshape", "The size of the input is worked out; leave it out."),
        ("adam", "optimizer optim optimiser", "The optimizer itself is the key, such as 'adam: 1e-3'."),
        ("adam", "learningrate lr", "The learning rate stands with the optimizer: 'adam: 1e-3'."),
        ("adam", "loss lossfunction criterion", "The loss follows from what a head is; leave it out."),
        ("adam", "metrics metric", "What is measured follows from what a head is; leave it out."),
        ("adam", "shuffle", "Samples are shuffled anew in each epoch; leave it out."),
        ("adam", "scheduler lrscheduler schedule", "The schedule itself is the key, such as 'cosineSchedule: {}'."),
        ("vector", "shape inputshape dim dims size length", "A modality says what a sample carries, such as 'vector: 12' or 'series: 500'."),
        ("vector", "type kind", "What a modality is stands as its key, such as 'vector: 12'."),
        ("concat", "type kind method op operator", "What a fusion is stands as its key, such as 'concat: [A, B]'."),
        ("classify", "type kind task", "What a head is stands as its key, such as 'classify: Joint'."),
        ("from", "type kind", "What an encoder is follows from its layers; leave it out."),
        ("dense", "type kind layer name", "The layer itself is the key, such as 'dense: 16'."),
        ("classes", "numclasses nclasses", "Their number follows from 'classes'; leave it out."),
        ("validation", "train training trainsize", "Training gets what validation and test leave; leave it out."),
    ];

    /// <summary>The end of a sentence: ", did you mean 'kernel'?", or a full stop and what to do instead.</summary>
    public static string For(string found, IEnumerable<string> candidates)
    {
        var list = candidates.ToList();
        return Remark(found, list) is { } remark ? $". {remark}"
            : Nearest(found, list) is { } near ? $", did you mean '{near}'?"
            : Belonging.Of(found) is { } place && !list.Contains(found) ? $". It belongs into {place}." : ".";
    }

    /// <summary>Whether there is anything to say about the word where these are expected.</summary>
    public static bool Knows(string found, IReadOnlyCollection<string> candidates) => Remark(found, candidates) is not null || Nearest(found, candidates) is not null;

    /// <summary>Whether something else is to be done than to write another word.</summary>
    public static bool IsRemarked(string found, IReadOnlyCollection<string> candidates) => Remark(found, candidates) is not null;

    /// <summary>The candidate that is meant: the same word written otherwise, the word of another framework, or a misspelt one.</summary>
    public static string? Nearest(string found, IReadOnlyCollection<string> candidates)
    {
        var plain = Plain(found);
        return candidates.FirstOrDefault(candidate => Plain(candidate) == plain)
            ?? Synonyms.Where(entry => Has(entry.Elsewhere, plain)).Select(entry => entry.Here).FirstOrDefault(candidates.Contains)
            // A word that has its place elsewhere is not misspelt.
            ?? (Belonging.Of(found) is null ? Suggestion.Nearest(found, candidates) : null);
    }

    /// <summary>The keyword that is meant, as an edit; null where none is, or where something else is to be done.</summary>
    public static Mend? Mend(string found, IReadOnlyCollection<string> candidates) =>
        Remark(found, candidates) is null && Nearest(found, candidates) is { } near && near != found ? new(MendKind.Replace, near) : null;

    private static string? Remark(string found, IReadOnlyCollection<string> candidates)
    {
        var plain = Plain(found);
        return Remarks.FirstOrDefault(remark => candidates.Contains(remark.Beside) && Has(remark.Elsewhere, plain) && !candidates.Contains(found)).Text;
    }

    private static bool Has(string words, string word)
    {
        for (var at = word.Length == 0 ? -1 : words.IndexOf(word, StringComparison.Ordinal); at >= 0; at = words.IndexOf(word, at + 1, StringComparison.Ordinal))
            if ((at == 0 || words[at - 1] == ' ') && (at + word.Length == words.Length || words[at + word.Length] == ' ')) return true;
        return false;
    }

    private static string Plain(string word) => word.Replace("_", "").Replace("-", "").ToLowerInvariant();
}
