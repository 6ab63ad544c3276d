using System.Collections.Concurrent;
using Microsoft.AspNetCore.Identity;

namespace Acquaint.Server.Tests;

/// <summary>The real hasher, which notes how often a password was verified: a test's own one tells of that test alone.</summary>
internal sealed class CountingHasher : IPasswordHasher<User>
{
    private readonly PasswordHasher<User> _hasher = new();
    private readonly ConcurrentDictionary<string, int> _verified = new();

    public string HashPassword(User user, string password) => _hasher.HashPassword(user, password);

    public PasswordVerificationResult VerifyHashedPassword(User user, string hashedPassword, string providedPassword)
    {
        _verified.AddOrUpdate(providedPassword, 1, (_, count) => count + 1);
        return _hasher.VerifyHashedPassword(user, hashedPassword, providedPassword);
    }

    public int Verified(string password) => _verified.GetValueOrDefault(password);
}
