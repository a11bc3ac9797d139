namespace ImageOrleans.Storage.Tests;

public sealed class NoteGrain([PersistentState("product", "grains")] IPersistentState<NoteState> state)
    : StoredNoteGrain(state), INoteGrain, IGuidNoteGrain, IIntegerNoteGrain, IStringNoteGrain;

public sealed class ForgottenNoteGrain([PersistentState("product", "deleting")] IPersistentState<NoteState> state)
    : StoredNoteGrain(state), IForgottenNoteGrain;

public abstract class StoredNoteGrain(IPersistentState<NoteState> state) : Grain, INote
{
    public Task<string?> Read() => Task.FromResult(state.RecordExists ? state.State.Text : null);

    public async Task<string?> ReadAnew()
    {
        await state.ReadStateAsync();
        return await Read();
    }

    public Task Write(string text)
    {
        state.State.Text = text;
        return state.WriteStateAsync();
    }

    public Task Clear() => state.ClearStateAsync();

    public Task<(string? Etag, bool Exists)> Record() => Task.FromResult<(string?, bool)>((state.Etag, state.RecordExists));
}
