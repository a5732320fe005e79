package com.flowex.identity.factor;

import com.flowex.ground.refusal.Refusal;
import com.flowex.ground.refusal.RefusalCode;
import com.flowex.identity.mail.Letters;
import com.flowex.identity.user.OneTimeTokensTable;
import com.flowex.identity.user.OpaqueToken;
import com.flowex.identity.user.User;

/** Asks who is logged in already for their second factor once more, before what a stolen session must not do alone. */
public final class Confirmation {

    private final SecondFactors factors;
    private final OneTimeTokensTable oneTime;
    private final Letters letters;

    public Confirmation(SecondFactors factors, OneTimeTokensTable oneTime, Letters letters) {
        this.factors = factors;
        this.oneTime = oneTime;
        this.letters = letters;
    }

    /**
     * Nothing is asked of who has no second factor. Who has codes by mail is mailed one if they sent none.
     *
     * @param code as sent; empty if none was
     * @throws Refusal {@code second_factor_required}, {@code invalid_code}, {@code too_many_attempts}
     */
    public void require(User user, String code) {
        if (!user.factors().any()) {
            return;
        }
        OpaqueToken own = OpaqueToken.ofConfirmation(user);
        if (code.isEmpty()) {
            if (user.factors().mail()) {
                String mailed = SecondFactors.mailCode();
                oneTime.confirm(user, own, mailed);
                letters.code(user, mailed);
            }
            throw new Refusal(
                    RefusalCode.SECOND_FACTOR_REQUIRED,
                    "send a code of your second factor in code"
                            + (user.factors().mail() ? "; one was mailed" : ""));
        }
        OneTimeTokensTable.Try attempt =
                oneTime.tryOnce(own).orElseGet(() -> new OneTimeTokensTable.Try(user.id(), new byte[0]));
        factors.require(user, code, attempt, own);
        oneTime.used(own);
    }
}
