using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>A state of a grain; asked for in its constructor with <see cref="PersistentStateAttribute"/>, read when it is activated.</summary>
public interface IPersistentState<TState> : IStorage<TState>;
