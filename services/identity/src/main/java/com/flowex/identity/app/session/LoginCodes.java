package com.flowex.identity.app.session;

import com.flowex.identity.app.factor.SecondFactors;
import com.flowex.identity.app.mail.UserMailer;
import com.flowex.identity.app.sms.SmsCodes;
import com.flowex.identity.store.user.Device;
import com.flowex.identity.store.user.OneTimeTokensTable;
import com.flowex.identity.store.user.OneTimeTokensTable.Purpose;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import java.util.ArrayList;
import java.util.List;

/** Requests for a second factor in a login whose password was right, and the codes by mail and by SMS for them. */
public final class LoginCodes {

    private final UsersTable users;
    private final OneTimeTokensTable oneTime;
    private final UserMailer letters;
    private final SmsCodes sms;

    public LoginCodes(IdentityComponents parts) {
        this.users = parts.users();
        this.oneTime = parts.oneTime();
        this.letters = parts.letters();
        this.sms = parts.factors().sms();
    }

    /** Issues the token with which a second factor continues a login whose password was right. */
    Sessions.Challenged challenge(Transaction holding, User user) {
        OpaqueToken token = OneTimeTokensTable.issue(holding, user, Purpose.SECOND_FACTOR);
        return new Sessions.Challenged(new Sessions.Challenge(
                token.text(),
                methods(holding, user),
                Purpose.SECOND_FACTOR.life().toSeconds(),
                user.id()));
    }

    /** Returns the methods by which a login goes on. */
    private List<String> methods(Transaction holding, User user) {
        User.Factors has = user.factors();
        boolean isByPhone = sms.isUsable(holding, user);
        List<String> methods = new ArrayList<>();
        if (has.totp()) {
            methods.add("totp");
        }
        if (has.passkey()) {
            methods.add("passkey");
        }
        if (has.totp() || has.passkey()) {
            methods.add("recovery");
        }
        if (has.mail() || !has.isStrong() && !isByPhone) {
            methods.add("email");
        }
        if (isByPhone) {
            methods.add("sms");
        }
        return methods;
    }

    /**
     * Mails a code for a login in progress if its user has codes by mail, or by SMS that cannot be used now; otherwise
     * does nothing.
     */
    public void mail(String mfaToken) {
        OpaqueToken.parse(mfaToken).ifPresent(token -> {
            String code = SecondFactors.mailCode();
            oneTime.userOf(token, Purpose.SECOND_FACTOR)
                    .flatMap(id -> users.byId(token.tenant(), id))
                    .filter(user -> user.factors().mail() || sms.isReplacedByMail(user))
                    .filter(_ -> oneTime.setCode(token, code).isPresent())
                    .ifPresent(user -> letters.code(user, code));
        });
    }

    /**
     * Sends a code by SMS for a login in progress.
     *
     * @throws Refusal {@code unauthorized}; {@code sms_off}; {@code sms_not_for_staff}; {@code too_many_attempts}
     */
    public void send(String mfaToken, Device device) {
        OpaqueToken token = OpaqueToken.parse(mfaToken).orElseThrow(Sessions::loginAnew);
        User user = oneTime.userOf(token, Purpose.SECOND_FACTOR)
                .flatMap(id -> users.byId(token.tenant(), id))
                .orElseThrow(Sessions::loginAnew);
        sms.requireEnrolled(user);
        String code = SecondFactors.mailCode();
        if (!oneTime.sendCode(token, code, sending -> sms.send(sending, user, device, code))) {
            throw Sessions.loginAnew();
        }
    }
}
