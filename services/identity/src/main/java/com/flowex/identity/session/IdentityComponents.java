package com.flowex.identity.session;

import com.flowex.access.auth.token.AccessTokens;
import com.flowex.identity.factor.SecondFactors;
import com.flowex.identity.guard.AttackDetector;
import com.flowex.identity.lockout.Lockout;
import com.flowex.identity.mail.UserMailer;
import com.flowex.identity.password.PasswordHasher;
import com.flowex.identity.push.SubscriptionsTable;
import com.flowex.identity.user.AccountOpening;
import com.flowex.identity.user.OneTimeTokensTable;
import com.flowex.identity.user.UsersTable;

/** Components of identity that several packages share; one instance of each. */
public record IdentityComponents(
        UsersTable users,
        SessionStore sessions,
        PasswordHasher passwords,
        AccountOpening accounts,
        AccessTokens accessTokens,
        Lockout lockout,
        OneTimeTokensTable oneTime,
        SecondFactors factors,
        UserMailer letters,
        KnownDevicesTable devices,
        AttackDetector guard,
        SubscriptionsTable browsers,
        boolean mustBeVerified) {}
