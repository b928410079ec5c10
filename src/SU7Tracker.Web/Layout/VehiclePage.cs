using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Web.Deriving;

namespace SU7Tracker.Web.Layout;

/// <summary>
/// A page of a vehicle: it reads its address, loads the vehicle as it stood and derives what it shows; again when the address or the record
/// changes. A page inherits it, overrides <see cref="DeriveAsync"/> and shows what that has made of <see cref="Snapshot"/>.
/// </summary>
public abstract class VehiclePage : ComponentBase, IDisposable
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(2);
    private IDisposable? _subscription;
    private string? _address;
    private int _loading, _reloads;

    [Inject] private Snapshots Snapshots { get; set; } = null!;
    [Inject] private OpenPages Feed { get; set; } = null!;
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
    protected DateOnly Today => Clock.Today();

    /// <summary>Derives what the page shows, after every loading.</summary>
    protected virtual Task DeriveAsync() => Task.CompletedTask;

    /// <summary>Another vehicle, for pages that show several; a pinned link shows the record of its version.</summary>
    protected ValueTask<Snapshot?> FindAsync(string slug) => FindAsync(slug, View.AsOf ?? Today);

    /// <summary>A vehicle as it stood on another day.</summary>
    protected ValueTask<Snapshot?> FindAsync(string slug, DateOnly day) =>
        Snapshots.FindAsync(slug, View.Version, day, View.Grade);

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Navigation.LocationChanged += Moved;
        // What belongs to no vehicle, such as a source, may be shown here, too; other families are read when they are opened.
        _subscription = Feed.Follow(change =>
            change.Vehicle.Length == 0 || Snapshot is null || Shows(change.Vehicle) ? ReloadAsync() : Task.CompletedTask);
    }

    /// <summary>Whether a change of a vehicle's record changes what the page shows.</summary>
    protected virtual bool Shows(string slug) => slug == Snapshot?.Vehicle.Slug;

    /// <inheritdoc/>
    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        // What was shown stays until the next is derived.
        if (_address != Navigation.Uri)
        {
            await LoadAsync();
        }
        await base.SetParametersAsync(ParameterView.Empty);
    }

    /// <inheritdoc/>
    protected override bool ShouldRender() => _loading == 0;

    private async Task LoadAsync()
    {
        var address = _address = Navigation.Uri;
        _loading++;
        try
        {
            View = Navigation.View();
            var vehicle = await Directory.FindAsync(View.Vehicle);
            var snapshot = vehicle is null ? null : await WaitAsync(vehicle.Slug);
            if (address != _address)
            {
                return;
            }
            Snapshot = snapshot;
            if (Snapshot is null && View.Vehicle is not null)
            {
                Navigation.NotFound();
            }
            await DeriveAsync();
        }
        finally
        {
            _loading--;
        }
    }

    // A first request is told to come back; an open page waits.
    private async Task<Snapshot?> WaitAsync(string slug)
    {
        while (true)
        {
            try
            {
                return await FindAsync(slug);
            }
            catch (BusyException) when (RendererInfo.IsInteractive)
            {
                await Task.Delay(TimeSpan.FromSeconds(BusyException.RetryAfterSeconds), Clock);
            }
        }
    }

    // Another page of the address is another component's; this one is about to go.
    private void Moved(object? sender, LocationChangedEventArgs e)
    {
        if (ViewState.Read(e.Location).Page == View.Page)
        {
            _ = ReloadAsync();
        }
    }

    // While the database does not answer, what was shown stays; of several loads that wait for it the last goes on.
    private Task ReloadAsync() => InvokeAsync(async () =>
    {
        var reload = ++_reloads;
        while (reload == _reloads)
        {
            try
            {
                await LoadAsync();
                StateHasChanged();
                return;
            }
            catch (Exception away) when (Faults.IsTransient(away))
            {
                await Task.Delay(BetweenTries, Clock);
            }
        }
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        Navigation.LocationChanged -= Moved;
        _subscription?.Dispose();
        _reloads = 0;
        GC.SuppressFinalize(this);
    }
}
