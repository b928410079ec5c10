using Microsoft.AspNetCore.Identity;

namespace SU7Tracker.Web.Access;

/// <summary>What Identity has to say, in the words of our texts.</summary>
internal sealed class AccountErrors : IdentityErrorDescriber
{
    public override IdentityError PasswordTooShort(int length) => Error(nameof(PasswordTooShort), AccessTexts.PasswordTooShort, length);

    public override IdentityError PasswordRequiresUniqueChars(int uniqueChars) =>
        Error(nameof(PasswordRequiresUniqueChars), AccessTexts.PasswordTooUniform, uniqueChars);

    public override IdentityError PasswordMismatch() => Error(nameof(PasswordMismatch), AccessTexts.PasswordWrong);
    public override IdentityError InvalidEmail(string? email) => Error(nameof(InvalidEmail), AccessTexts.EmailInvalid);
    public override IdentityError InvalidUserName(string? userName) => Error(nameof(InvalidUserName), AccessTexts.EmailInvalid);
    public override IdentityError DuplicateEmail(string email) => Error(nameof(DuplicateEmail), AccessTexts.EmailTaken);
    public override IdentityError DuplicateUserName(string userName) => Error(nameof(DuplicateUserName), AccessTexts.EmailTaken);

    /// <summary>The code of an error is the name of its field, so that a form can show it there.</summary>
    public static bool IsOfPassword(IdentityError error) => error.Code.StartsWith("Password", StringComparison.Ordinal);

    private static IdentityError Error(string code, string text, params object[] arguments) =>
        new() { Code = code, Description = string.Format(System.Globalization.CultureInfo.CurrentCulture, text, arguments) };
}
