namespace Orleans;

/// <summary>A filter of outgoing calls.</summary>
public delegate Task OutgoingGrainCallFilterDelegate(IOutgoingGrainCallContext context);
