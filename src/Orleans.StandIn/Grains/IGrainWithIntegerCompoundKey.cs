namespace Orleans;

/// <summary>A grain whose key is an integer and a text.</summary>
public interface IGrainWithIntegerCompoundKey : IGrain;
