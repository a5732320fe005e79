package com.flowex.identity.app.factor;

import com.flowex.identity.app.lockout.Lockout;
import com.flowex.identity.app.mail.UserMailer;
import com.flowex.identity.store.credential.PaymentCodesTable;
import com.flowex.identity.store.user.User;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.util.function.IntPredicate;

/**
 * Confirmation of money that leaves an account in a session. A user with a second factor confirms by it. Where mailed
 * codes are on, a user without one confirms by a code that is mailed for this payment alone: it is good once, for ten
 * minutes, and for the same content. A user whose only factor is SMS always confirms by such a code.
 */
public final class PaymentConfirmation {

    private final StepUpAuthentication factors;
    private final PaymentCodesTable codes;
    private final Lockout lockout;
    private final UserMailer letters;
    private final IntPredicate areOn;

    /** @param areOn true for the number of a tenant with mailed codes */
    public PaymentConfirmation(
            StepUpAuthentication factors,
            PaymentCodesTable codes,
            Lockout lockout,
            UserMailer letters,
            IntPredicate areOn) {
        this.factors = factors;
        this.codes = codes;
        this.lockout = lockout;
        this.letters = letters;
        this.areOn = areOn;
    }

    /**
     * Content of a payment.
     *
     * @param kind withdrawal or transfer
     * @param amount amount with its asset, as in "1.5 BTC"
     * @param network network, or internal for a transfer to another user
     * @param address canonical address, or the number of an account
     */
    public record Payment(String kind, String amount, String network, String address, String memo) {

        private String words() {
            return "  amount: " + amount + "\n  network: " + network + "\n  to: " + address + "\n"
                    + (memo.isEmpty() ? "" : "  memo: " + memo + "\n");
        }

        private String content(User user) {
            return String.join(
                    "\n", "payment of " + user.tenant() + "/" + user.id(), kind, amount, network, address, memo);
        }
    }

    /** Returns true if a user's payments wait for a mailed code: codes by SMS are not enough for money. */
    public boolean isMailed(User user) {
        return !user.factors().isStrong() && (user.factors().sms() || areOn.test(user.tenant()));
    }

    /**
     * Requires the confirmation of a payment. If no code was sent, one is mailed.
     *
     * @param code code as sent; empty if none was sent
     * @throws Refusal {@code second_factor_required}, {@code invalid_code}, {@code too_many_attempts}
     */
    public void require(User user, Payment payment, String code) {
        String content = payment.content(user);
        if (!isMailed(user)) {
            requireFactor(user, content, code);
            return;
        }
        if (code.isEmpty()) {
            lockout.paymentCode(user.tenant(), user.id());
            String mailed = SecondFactors.mailCode();
            codes.put(
                    user,
                    content,
                    mailed,
                    mailing -> letters.paymentCode(mailing, user, payment.kind(), payment.words(), mailed));
            throw new Refusal(
                    RefusalCode.SECOND_FACTOR_REQUIRED,
                    "send the code in code that was just mailed; it is good for this " + payment.kind() + " alone");
        }
        requireOfPayment(user, content, code);
        lockout.paymentConfirmed(user.tenant(), user.id());
    }

    /** Requires a code of the second factor. The payment waits for a passkey's signature if no code was sent. */
    private void requireFactor(User user, String content, String code) {
        if (!PasskeyConfirmation.isCode(code)) {
            if (code.isEmpty() && user.factors().passkey()) {
                codes.await(user, content);
            }
            factors.require(user, code);
            return;
        }
        try {
            requireOfPayment(user, content, code);
        } catch (Refusal refusal) {
            codes.await(user, content); // the next signature is for this payment
            throw refusal;
        }
    }

    private void requireOfPayment(User user, String content, String code) {
        if (!lockout.code(user.tenant(), user.id(), () -> codes.take(user, content, code))) {
            throw new Refusal(
                    RefusalCode.INVALID_CODE, "the code is wrong, too old, was used before, or is of another payment");
        }
    }
}
