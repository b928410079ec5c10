using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using SU7Tracker.Data;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Layout;

/// <summary>
/// A page of a vehicle: it reads its address, loads the vehicle as it stood and derives what it shows; again when the address or the record
/// changes. A page inherits it, overrides <see cref="DeriveAsync"/> and shows what that has made of <see cref="Snapshot"/>.
/// </summary>
public abstract class VehiclePage : ComponentBase, IDisposable
{
    private IDisposable? _subscription;
    private string? _address;

    [Inject] private Histories Histories { get; set; } = null!;
    [Inject] private ChangeFeed Feed { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;
    /// <summary>The vehicles and cities on record.</summary>
    [Inject] protected VehicleDirectory Directory { get; set; } = null!;
    /// <summary>The address.</summary>
    [Inject] protected NavigationManager Navigation { get; set; } = null!;

    /// <summary>Names the vehicle in the path; <see cref="View"/> reads it with all else.</summary>
    [Parameter] public string? Slug { get; set; }

    /// <summary>What the reader has chosen.</summary>
    protected ViewState View { get; private set; } = new();
    /// <summary>The vehicle as the reader sees it; null where there is none.</summary>
    protected Snapshot? Snapshot { get; private set; }
    /// <summary>The present day, in UTC.</summary>
    protected DateOnly Today => DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);

    /// <summary>Derives what the page shows, after every loading.</summary>
    protected virtual Task DeriveAsync() => Task.CompletedTask;

    /// <summary>Another vehicle's history, for pages that show several.</summary>
    protected async ValueTask<Snapshot?> FindAsync(string slug) =>
        await HistoryAsync(slug) is { } history ? history.AsOf(View.AsOf ?? Today, View.Grade) : null;

    // A pinned link shows the record of its version.
    private async ValueTask<VehicleHistory?> HistoryAsync(string slug) =>
        View.Version is { } version && View.Page != "compare" ? await Histories.FindAsync(slug, version) : await Histories.FindAsync(slug);

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Navigation.LocationChanged += Moved;
        _subscription = Feed.Follow(change =>
        {
            // What belongs to no vehicle, such as a source, may be shown here, too; other families are read when they are opened.
            if (change.Vehicle.Length == 0 || Snapshot is null || Shows(change.Vehicle))
            {
                Reload();
            }
        });
    }

    /// <summary>Whether a change of a vehicle's record changes what the page shows.</summary>
    protected virtual bool Shows(string slug) => slug == Snapshot?.Vehicle.Slug;

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => _address == Navigation.Uri ? Task.CompletedTask : LoadAsync();

    private async Task LoadAsync()
    {
        _address = Navigation.Uri;
        View = Navigation.View();
        var vehicle = await Directory.FindAsync(View.Vehicle);
        Snapshot = vehicle is null ? null : await FindAsync(vehicle.Slug);
        if (Snapshot is null && View.Vehicle is not null)
        {
            Navigation.NotFound();
        }
        await DeriveAsync();
    }

    // Another page of the address is another component's; this one is about to go.
    private void Moved(object? sender, LocationChangedEventArgs e)
    {
        if (ViewState.Read(e.Location).Page == View.Page)
        {
            Reload();
        }
    }

    private void Reload() => _ = InvokeAsync(async () =>
    {
        await LoadAsync();
        StateHasChanged();
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        Navigation.LocationChanged -= Moved;
        _subscription?.Dispose();
        GC.SuppressFinalize(this);
    }
}
