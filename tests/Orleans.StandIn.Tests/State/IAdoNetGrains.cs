namespace Orleans.StandIn.Tests.State;

public interface IGuidRowGrain : ICounterGrain, IGrainWithGuidKey;

public interface IGuidCompoundRowGrain : ICounterGrain, IGrainWithGuidCompoundKey;

public interface IIntegerRowGrain : ICounterGrain, IGrainWithIntegerKey;

public interface IStringRowGrain : ICounterGrain, IGrainWithStringKey;
