using SU7Tracker.Web.Access;

namespace SU7Tracker.Web.Tests.Access;

public sealed class CommonPasswordsTests
{
    [Theory]
    [InlineData("password1234")]
    [InlineData("P@ssw0rd2024!")]
    [InlineData("passwordpassword")]
    [InlineData("monkeymonkeymonkey1")]
    [InlineData("qwertyuiopas")]
    [InlineData("123456789012")]
    [InlineData("210987654321")]
    [InlineData("ann.lee2024!!")]
    [InlineData("iloveyou!!2025")]
    public void WhatIsGuessedFirstIsRefused(string password) => Assert.True(CommonPasswords.IsCommon(password, "ann.lee@example.org"));

    [Theory]
    [InlineData("four words are plenty")]
    [InlineData("correct horse battery staple")]
    [InlineData("gT5x0vQ2mmLq")]
    [InlineData("ann.lee likes blue bicycles")]
    public void WhatIsNotGuessedSoonIsTaken(string password) => Assert.False(CommonPasswords.IsCommon(password, "ann.lee@example.org"));
}
