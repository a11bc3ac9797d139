namespace ImageOrleans.Storage.Tests;

public sealed class NoteGrain([PersistentState("product", "grains")] IPersistentState<NoteState> state) : Grain, INoteGrain
{
    public Task<string?> Read() => Task.FromResult(state.RecordExists ? state.State.Text : null);

    public Task Write(string text)
    {
        state.State.Text = text;
        return state.WriteStateAsync();
    }

    public Task Clear() => state.ClearStateAsync();
}
