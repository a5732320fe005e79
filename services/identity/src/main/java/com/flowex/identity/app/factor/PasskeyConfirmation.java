package com.flowex.identity.app.factor;

import com.flowex.identity.app.mail.PageAddress;
import com.flowex.identity.store.credential.PasskeyChallengesTable.Purpose;
import com.flowex.identity.store.credential.PaymentCodesTable;
import com.flowex.identity.store.user.OneTimeTokensTable;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.identity.store.user.User;
import com.flowex.platform.errors.Refusal;
import java.security.SecureRandom;
import java.util.Locale;

/**
 * Confirmation in a session by a passkey. Its signature is exchanged for a code that is good once, wherever a code of a
 * second factor is asked for. The code of a payment confirms only the payment whose hash was signed.
 */
public final class PasskeyConfirmation {

    private static final String PREFIX = "pk-";
    private static final int CODE_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Passkeys passkeys;
    private final SecondFactors factors;
    private final OneTimeTokensTable oneTime;
    private final PaymentCodesTable payments;

    public PasskeyConfirmation(SecondFactors factors, OneTimeTokensTable oneTime, PaymentCodesTable payments) {
        this.passkeys = factors.passkeys();
        this.factors = factors;
        this.oneTime = oneTime;
        this.payments = payments;
    }

    /** Returns true if a code has the form of those that a passkey's signature is exchanged for. */
    static boolean isCode(String code) {
        return code.startsWith(PREFIX);
    }

    /**
     * Asks for a signature. The one for a payment is for the payment that was last sent without a code.
     *
     * @throws Refusal {@code not_found} if the user has no passkey for this page, or no payment waits
     */
    public Passkeys.Request request(User user, PageAddress page, boolean isPayment) {
        byte[] subject = isPayment
                ? payments.waiting(user)
                        .orElseThrow(() ->
                                Refusal.notFound("no payment waits for a signature; send it without a code first"))
                : new byte[0];
        return passkeys.request(user, page, purpose(isPayment), subject);
    }

    /**
     * Exchanges a signature for a code.
     *
     * @throws Refusal {@code invalid_passkey}, {@code too_many_attempts}
     */
    public String confirm(User user, PageAddress page, boolean isPayment, PasskeyAnswer.Signed answer) {
        byte[] subject = factors.counted(user, () -> passkeys.require(user, page, purpose(isPayment), answer));
        byte[] random = new byte[CODE_BYTES];
        RANDOM.nextBytes(random);
        String code = PREFIX + Base32.of(random).toLowerCase(Locale.ROOT);
        if (!isPayment) {
            oneTime.confirm(user, OpaqueToken.ofConfirmation(user), code);
        } else if (!payments.sign(user, subject, code)) {
            throw PasskeyVerifier.invalid("another payment was sent since");
        }
        return code;
    }

    private static Purpose purpose(boolean isPayment) {
        return isPayment ? Purpose.PAYMENT : Purpose.ACTION;
    }
}
