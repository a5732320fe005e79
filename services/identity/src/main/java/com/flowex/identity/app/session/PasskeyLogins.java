package com.flowex.identity.app.session;

import com.flowex.identity.app.factor.PasskeyAnswer;
import com.flowex.identity.app.factor.Passkeys;
import com.flowex.identity.app.factor.SecondFactors;
import com.flowex.identity.app.guard.AttackDetector;
import com.flowex.identity.app.lockout.Lockout;
import com.flowex.identity.app.mail.PageAddress;
import com.flowex.identity.store.credential.PasskeyChallengesTable.Purpose;
import com.flowex.identity.store.credential.PasskeysTable;
import com.flowex.identity.store.credential.PasskeysTable.Passkey;
import com.flowex.identity.store.session.LogInsTable.LogInWay;
import com.flowex.identity.store.user.Device;
import com.flowex.identity.store.user.OneTimeTokensTable;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logins by a passkey: alone, since its authenticator has verified its user, or as the second factor. Limits and waits
 * are those of passwords and codes.
 */
public final class PasskeyLogins {

    private static final Logger LOG = LoggerFactory.getLogger(PasskeyLogins.class);

    private final Sessions sessions;
    private final SecondFactors factors;
    private final Passkeys passkeys;
    private final OneTimeTokensTable oneTime;
    private final UsersTable users;
    private final Lockout lockout;
    private final AttackDetector guard;
    private final LogInHistory history;

    public PasskeyLogins(IdentityComponents parts, Sessions sessions) {
        this.sessions = sessions;
        this.factors = parts.factors();
        this.passkeys = parts.factors().passkeys();
        this.oneTime = parts.oneTime();
        this.users = parts.users();
        this.lockout = parts.lockout();
        this.guard = parts.guard();
        this.history = parts.logIns();
    }

    /** Asks for a signature of whoever has a passkey for this page. */
    public Passkeys.Request request(int tenant, PageAddress page, Device device) {
        guard.requireOpen(tenant, device);
        return passkeys.requestForAnyone(tenant, page, Lockout.placeOf(device));
    }

    /**
     * Begins a session. An answer of an unknown passkey counts as a guess, as one with a wrong signature does.
     *
     * @throws Refusal {@code invalid_passkey}; {@code too_many_attempts}; {@code user_suspended}; or the exchange's
     *     refusal if the account is not open yet and cannot be opened now
     */
    public Sessions.Tokens login(int tenant, PasskeyAnswer.Signed answer, PageAddress page, Device device) {
        guard.requireOpen(tenant, device);
        Optional<Passkey> passkey = passkeys.named(tenant, answer);
        Optional<User> known = passkey.flatMap(each -> users.byId(tenant, each.userId()));
        String email = known.map(User::email)
                .orElseGet(() -> "passkey " + answer.credentialId().getHex());
        User user = lockout.login(tenant, email, device, () -> {
                    Optional<User> signer = known.filter(each -> isSigned(each, passkey.orElseThrow(), page, answer));
                    if (signer.isEmpty()) {
                        guard.failed(tenant, known.filter(sessions::mayLogIn), email, device);
                    }
                    Optional<User> admitted = sessions.admitted(signer, email, device);
                    if (admitted.isEmpty()) {
                        known.ifPresent(owner -> history.refused(owner, LogInWay.PASSKEY, device));
                    }
                    return admitted;
                })
                .orElseThrow(PasskeyLogins::unknown);
        return sessions.begin(user, device, (holding, now) -> {
            if (!PasskeysTable.isThere(holding, now, passkey.orElseThrow())) {
                throw unknown();
            }
        });
    }

    /**
     * Asks for a signature for a login whose password was right.
     *
     * @throws Refusal {@code unauthorized}; {@code not_found} if the user has no passkey for this page
     */
    public Passkeys.Request request(String mfaToken, PageAddress page) {
        OpaqueToken token = OpaqueToken.parse(mfaToken).orElseThrow(Sessions::loginAnew);
        User user = oneTime.userOf(token, OneTimeTokensTable.Purpose.SECOND_FACTOR)
                .flatMap(id -> users.byId(token.tenant(), id))
                .orElseThrow(Sessions::loginAnew);
        return passkeys.request(user, page, Purpose.SECOND_FACTOR, token.hash());
    }

    /** Begins the session for which a second factor was asked. */
    public Sessions.Tokens verify(String mfaToken, PasskeyAnswer.Signed answer, PageAddress page, Device device) {
        return sessions.verify(mfaToken, device, (user, _, token) -> factors.requirePasskey(user, page, answer, token));
    }

    private boolean isSigned(User user, Passkey passkey, PageAddress page, PasskeyAnswer.Signed answer) {
        try {
            passkeys.requireLogin(user, passkey, page, answer);
            return true;
        } catch (Refusal refusal) {
            if (refusal.code() != RefusalCode.INVALID_PASSKEY) {
                throw refusal;
            }
            LOG.debug("a login of user {} by a passkey was refused: {}", user.id(), refusal.detail());
            return false;
        }
    }

    /** Returns the answer to every passkey that begins no session; it does not say why. */
    private static Refusal unknown() {
        return new Refusal(RefusalCode.INVALID_PASSKEY, "this passkey is unknown, or its signature is not good");
    }
}
