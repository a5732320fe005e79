package com.flowex.identity.session;

import com.flowex.access.auth.token.AccessTokens;
import com.flowex.identity.factor.SecondFactors;
import com.flowex.identity.guard.Guard;
import com.flowex.identity.lockout.Lockout;
import com.flowex.identity.mail.Letters;
import com.flowex.identity.password.Passwords;
import com.flowex.identity.push.SubscriptionsTable;
import com.flowex.identity.user.AccountOpening;
import com.flowex.identity.user.OneTimeTokensTable;
import com.flowex.identity.user.UsersTable;

/** Components of identity that several packages share; one instance of each. */
public record IdentityParts(
        UsersTable users,
        SessionStore sessions,
        Passwords passwords,
        AccountOpening accounts,
        AccessTokens accessTokens,
        Lockout lockout,
        OneTimeTokensTable oneTime,
        SecondFactors factors,
        Letters letters,
        Devices devices,
        Guard guard,
        SubscriptionsTable browsers,
        boolean mustBeVerified) {}
