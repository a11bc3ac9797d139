namespace Orleans;

/// <summary>A filter of incoming calls.</summary>
public delegate Task IncomingGrainCallFilterDelegate(IIncomingGrainCallContext context);
