package com.flowex.identity.app.factor;

import com.flowex.identity.app.mail.UserMailer;
import com.flowex.identity.store.user.Device;
import com.flowex.identity.store.user.OneTimeTokensTable;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.identity.store.user.User;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;

/**
 * Renewed check of a logged-in user's second factor, before actions that a stolen session alone must not be enough for.
 */
public final class StepUpAuthentication {

    private final SecondFactors factors;
    private final OneTimeTokensTable oneTime;
    private final UserMailer letters;

    public StepUpAuthentication(SecondFactors factors, OneTimeTokensTable oneTime, UserMailer letters) {
        this.factors = factors;
        this.oneTime = oneTime;
        this.letters = letters;
    }

    /**
     * Requires a code of the user's second factor; a user without one is not codeRequired. If no code was sent and the user
     * has codes by mail, a code is mailed. A user whose only factor is SMS gets one by mail, too.
     *
     * @param code code as sent; empty if none was sent
     * @throws Refusal {@code second_factor_required}, {@code invalid_code}, {@code too_many_attempts}
     */
    public void require(User user, String code) {
        if (!user.factors().any()) {
            return;
        }
        if (code.isEmpty()) {
            throw codeRequired(user);
        }
        requireCode(user, code);
    }

    /** Mails a code to a user who has codes by mail, or no other factor that is enough. */
    private Refusal codeRequired(User user) {
        boolean isMailed = user.factors().mail() || !user.factors().isStrong();
        if (isMailed) {
            OpaqueToken own = OpaqueToken.ofConfirmation(user);
            String mailed = SecondFactors.mailCode();
            oneTime.confirm(user, own, mailed);
            letters.code(user, mailed);
        }
        return required((isMailed ? "; one was mailed" : "")
                + (user.factors().passkey() ? "; a passkey's signature is exchanged for one" : ""));
    }

    private static Refusal required(String how) {
        return new Refusal(RefusalCode.SECOND_FACTOR_REQUIRED, "send a code of your second factor in code" + how);
    }

    /**
     * Requires a code as {@link #require} does, before what neither moves money nor changes keys and factors. A user
     * whose only factor is SMS gets the code there.
     *
     * @throws Refusal {@code second_factor_required}, {@code invalid_code}, {@code too_many_attempts}
     */
    public void requireOrSms(User user, String code, Device device) {
        boolean isSent = !user.factors().isStrong() && factors.sms().isUsable(user);
        if (!isSent) {
            require(user, code);
        } else if (code.isEmpty()) {
            String fresh = SecondFactors.mailCode();
            oneTime.sendConfirmation(user, OpaqueToken.ofConfirmation(user), fresh, sending -> factors.sms()
                    .send(sending, user, device, fresh));
            throw required("; one was sent by SMS");
        } else {
            OpaqueToken own = OpaqueToken.ofConfirmation(user);
            factors.requireOrSms(user, code, attempt(user, own), own, device);
            oneTime.used(own);
        }
    }

    /**
     * Requires a code of the authenticator, a recovery code, or one that a passkey signed for; a mailed code is not
     * enough.
     *
     * @throws Refusal {@code invalid_code}, {@code too_many_attempts}
     */
    public void requireOwn(User user, String code) {
        if (PasskeyConfirmation.isCode(code)) {
            requireCode(user, code);
        } else {
            factors.requireTotpOrRecovery(user, code);
        }
    }

    private void requireCode(User user, String code) {
        OpaqueToken own = OpaqueToken.ofConfirmation(user);
        factors.require(user, code, attempt(user, own), own);
        oneTime.used(own);
    }

    private OneTimeTokensTable.SecondFactorAttempt attempt(User user, OpaqueToken own) {
        return oneTime.tryOnce(own).orElseGet(() -> new OneTimeTokensTable.SecondFactorAttempt(user.id(), new byte[0]));
    }
}
