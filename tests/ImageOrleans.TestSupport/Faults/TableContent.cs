namespace ImageOrleans.TestSupport.Faults;

/// <summary>What the tables have of a request, without ids and times.</summary>
/// <param name="Products">A line for each row of the catalogue: its index, then its status.</param>
/// <param name="Images">A line for each image: the row's index, its position, what became of it.</param>
/// <param name="Requests">A line for each request: its status and its counts.</param>
/// <param name="GrainStates">A line for each kind of grain: how many states are stored.</param>
public sealed record TableContent(
    IReadOnlyList<string> Products, IReadOnlyList<string> Images, IReadOnlyList<string> Requests, IReadOnlyList<string> GrainStates);
