using Orleans.StandIn.Tests.Support;

namespace Orleans.StandIn.Tests.State;

public sealed class GuidRowGrain([PersistentState("guid", "rows")] IPersistentState<CounterState> state, Journal journal)
    : CounterGrain(state, journal), IGuidRowGrain;

public sealed class GuidCompoundRowGrain([PersistentState("compound", "rows")] IPersistentState<CounterState> state, Journal journal)
    : CounterGrain(state, journal), IGuidCompoundRowGrain;

public sealed class IntegerRowGrain([PersistentState("integer", "rows")] IPersistentState<CounterState> state, Journal journal)
    : CounterGrain(state, journal), IIntegerRowGrain;

public sealed class StringRowGrain([PersistentState("string", "rows")] IPersistentState<CounterState> state, Journal journal)
    : CounterGrain(state, journal), IStringRowGrain;
