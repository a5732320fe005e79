package com.flowex.identity;

import com.flowex.platform.access.AccessTokens;

/** What identity is made of, once. */
record IdentityParts(
        UsersTable users,
        SessionStore sessions,
        Passwords passwords,
        Accounts accounts,
        AccessTokens accessTokens,
        Lockout lockout,
        OneTimeTokensTable oneTime,
        SecondFactors factors,
        Letters letters,
        Devices devices,
        boolean mustBeVerified) {}
