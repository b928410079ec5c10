using MudBlazor;

namespace SU7Tracker.Web.Layout;

/// <summary>The look: quiet and dense, as a statistical publication. Colours of our own, such as those of the charts, stand in <c>wwwroot/site.css</c>.</summary>
internal static class TrackerTheme
{
    private static readonly string[] Fonts =
        ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Noto Sans", "Liberation Sans", "Arial",
         "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif"];

    public static readonly MudTheme Light = Themed(":root");
    public static readonly MudTheme Dark = Themed(":root[data-theme=dark]");

    private static MudTheme Themed(string scope) => new()
    {
        PseudoCss = new PseudoCss { Scope = scope },
        PaletteLight = new PaletteLight
        {
            Primary = "#005b8f", PrimaryContrastText = "#ffffff", Secondary = "#4a5560", Tertiary = "#007a59",
            Info = "#005b8f", Success = "#00714f", Warning = "#8a5d00", Error = "#b3261e", Dark = "#1b1f24",
            Background = "#ffffff", BackgroundGray = "#f5f5f2", Surface = "#ffffff",
            AppbarBackground = "#ffffff", AppbarText = "#1b1f24", DrawerBackground = "#ffffff", DrawerText = "#1b1f24",
            TextPrimary = "#1b1f24", TextSecondary = "#545c65", TextDisabled = "#6d757d",
            ActionDefault = "#545c65", ActionDisabled = "#8a929a", ActionDisabledBackground = "#e7e8e5",
            LinesDefault = "#dcddd9", LinesInputs = "#868d94", TableLines = "#e4e5e1", Divider = "#dcddd9", DividerLight = "#ecedea",
            TableStriped = "#f7f7f5", TableHover = "#f0f3f5", GrayLight = "#c9ccc8", GrayDefault = "#868d94",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#79bdea", PrimaryContrastText = "#0c1a24", Secondary = "#a8b0b8", Tertiary = "#3cc49b",
            InfoContrastText = "#0c1a24", SuccessContrastText = "#08180f", WarningContrastText = "#1c1404", ErrorContrastText = "#240c0a",
            Info = "#79bdea", Success = "#4fc79f", Warning = "#e6b04a", Error = "#ff8f85", Dark = "#0f1214",
            Background = "#14171a", BackgroundGray = "#1b1f23", Surface = "#191d20",
            AppbarBackground = "#14171a", AppbarText = "#e6e8ea", DrawerBackground = "#14171a", DrawerText = "#e6e8ea",
            TextPrimary = "#e6e8ea", TextSecondary = "#a8b0b8", TextDisabled = "#8a929a",
            ActionDefault = "#a8b0b8", ActionDisabled = "#6d757d", ActionDisabledBackground = "#2a2f34",
            LinesDefault = "#30363b", LinesInputs = "#747c84", TableLines = "#2a2f34", Divider = "#30363b", DividerLight = "#262b2f",
            TableStriped = "#1b1f23", TableHover = "#20262b", GrayLight = "#3a4147", GrayDefault = "#747c84",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "3px", AppbarHeight = "48px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = "0.875rem", LineHeight = "1.45", LetterSpacing = "normal" },
            H1 = new H1Typography { FontFamily = Fonts, FontSize = "1.5rem", FontWeight = "650", LineHeight = "1.25", LetterSpacing = "-0.01em" },
            H2 = new H2Typography { FontFamily = Fonts, FontSize = "1.125rem", FontWeight = "650", LineHeight = "1.3", LetterSpacing = "normal" },
            H3 = new H3Typography { FontFamily = Fonts, FontSize = "1rem", FontWeight = "650", LineHeight = "1.35", LetterSpacing = "normal" },
            H4 = new H4Typography { FontFamily = Fonts, FontSize = "1.5rem", FontWeight = "600", LineHeight = "1.2", LetterSpacing = "-0.01em" },
            H5 = new H5Typography { FontFamily = Fonts, FontSize = "1.125rem", FontWeight = "600", LineHeight = "1.3", LetterSpacing = "normal" },
            H6 = new H6Typography { FontFamily = Fonts, FontSize = "0.9375rem", FontWeight = "650", LineHeight = "1.35", LetterSpacing = "normal" },
            Body1 = new Body1Typography { FontFamily = Fonts, FontSize = "0.9375rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontFamily = Fonts, FontSize = "0.875rem", LineHeight = "1.45", LetterSpacing = "normal" },
            Caption = new CaptionTypography { FontFamily = Fonts, FontSize = "0.8125rem", LineHeight = "1.4", LetterSpacing = "normal" },
            Overline = new OverlineTypography { FontFamily = Fonts, FontSize = "0.8125rem", LineHeight = "1.4", LetterSpacing = "normal", TextTransform = "none" },
            Button = new ButtonTypography { FontFamily = Fonts, FontSize = "0.875rem", FontWeight = "600", LineHeight = "1.5", LetterSpacing = "normal", TextTransform = "none" },
        },
    };
}
