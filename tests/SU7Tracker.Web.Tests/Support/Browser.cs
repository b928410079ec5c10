using System.Net;
using System.Text.RegularExpressions;

namespace SU7Tracker.Web.Tests.Support;

/// <summary>Someone at a browser without scripts: reads pages, fills in forms.</summary>
public sealed partial class Browser(HttpClient http) : IDisposable
{
    public Task<HttpResponseMessage> GetAsync(string path) => http.GetAsync(path);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => http.SendAsync(request);

    /// <summary>Asks and does not wait for the end of the answer, which may have none.</summary>
    public Task<HttpResponseMessage> AskAsync(HttpRequestMessage request) =>
        http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

    public Task<string> ReadAsync(string path) => http.GetStringAsync(path);

    /// <summary>Opens a stream that does not end by itself.</summary>
    public async Task<StreamReader> ListenAsync(string path, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = token is null ? null : new("Bearer", token);
        var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new(await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync());
    }

    /// <summary>Opens a page, fills in its form and sends it.</summary>
    public Task<HttpResponseMessage> SubmitAsync(string path, params (string Field, string Value)[] typed) =>
        SubmitAsync(path, path, typed);

    /// <summary>Opens a page, fills in the form that it sends elsewhere, and sends it there.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string path, string action, params (string Field, string Value)[] typed)
    {
        var page = await http.GetStringAsync(path);
        var fields = Hidden().Matches(page)
            .GroupBy(m => m.Groups["name"].Value)
            .ToDictionary(m => m.Key, m => WebUtility.HtmlDecode(m.First().Groups["value"].Value));
        foreach (var (field, value) in typed)
        {
            fields[field] = value;
        }
        return await http.PostAsync(action, new FormUrlEncodedContent(fields));
    }

    public Task<HttpResponseMessage> SignInAsync(string email = Site.Admin, string password = Site.Password, string returnUrl = "/") =>
        SubmitAsync(
            $"/account/login?returnUrl={Uri.EscapeDataString(returnUrl)}",
            ("_handler", "login"),
            ("Typed.Email", email),
            ("Typed.Password", password));

    public void Dispose() => http.Dispose();

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)" ?/?>""")]
    private static partial Regex Hidden();
}
