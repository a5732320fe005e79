package com.flowex.identity.app.session;

import com.flowex.access.auth.token.AccessTokens;
import com.flowex.identity.app.account.AccountOpening;
import com.flowex.identity.app.factor.SecondFactors;
import com.flowex.identity.app.guard.AttackDetector;
import com.flowex.identity.app.lockout.Lockout;
import com.flowex.identity.app.mail.UserMailer;
import com.flowex.identity.app.password.PasswordHasher;
import com.flowex.identity.store.oidc.OidcProvidersTable;
import com.flowex.identity.store.push.SubscriptionsTable;
import com.flowex.identity.store.session.KnownDevicesTable;
import com.flowex.identity.store.session.SessionStore;
import com.flowex.identity.store.user.OneTimeTokensTable;
import com.flowex.identity.store.user.UsersTable;

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
        LocalLogins local,
        LogInHistory logIns,
        OidcProvidersTable providers,
        boolean mustBeVerified) {}
