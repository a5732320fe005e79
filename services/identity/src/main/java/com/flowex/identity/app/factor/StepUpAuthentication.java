package com.flowex.identity.app.factor;

import com.flowex.identity.app.mail.UserMailer;
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
     * Requires a code of the user's second factor; a user without one is not asked. If no code was sent and the user
     * has codes by mail, a code is mailed.
     *
     * @param code code as sent; empty if none was sent
     * @throws Refusal {@code second_factor_required}, {@code invalid_code}, {@code too_many_attempts}
     */
    public void require(User user, String code) {
        if (!user.factors().any()) {
            return;
        }
        if (code.isEmpty()) {
            if (user.factors().mail()) {
                OpaqueToken own = OpaqueToken.ofConfirmation(user);
                String mailed = SecondFactors.mailCode();
                oneTime.confirm(user, own, mailed);
                letters.code(user, mailed);
            }
            throw new Refusal(
                    RefusalCode.SECOND_FACTOR_REQUIRED,
                    "send a code of your second factor in code"
                            + (user.factors().mail() ? "; one was mailed" : "")
                            + (user.factors().passkey() ? "; a passkey's signature is exchanged for one" : ""));
        }
        requireCode(user, code);
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
        OneTimeTokensTable.SecondFactorAttempt attempt = oneTime.tryOnce(own)
                .orElseGet(() -> new OneTimeTokensTable.SecondFactorAttempt(user.id(), new byte[0]));
        factors.require(user, code, attempt, own);
        oneTime.used(own);
    }
}
