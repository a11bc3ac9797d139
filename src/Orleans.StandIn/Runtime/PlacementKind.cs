namespace Orleans.Runtime;

internal enum PlacementKind
{
    Random,
    PreferLocal,
    HashBased,
    ActivationCountBased,
    StatelessWorker,
}
