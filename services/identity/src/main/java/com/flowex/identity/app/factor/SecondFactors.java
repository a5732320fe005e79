package com.flowex.identity.app.factor;

import com.flowex.identity.app.lockout.Lockout;
import com.flowex.identity.store.credential.FactorsTable;
import com.flowex.identity.store.user.OneTimeTokensTable;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.identity.store.user.User;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks of second factors. Each mailed code, each time step and each recovery code is accepted once. */
public final class SecondFactors {

    private static final Logger LOG = LoggerFactory.getLogger(SecondFactors.class);
    private static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_BYTES = 10;
    private static final int MAIL_CODES = 1_000_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final FactorsTable factors;
    private final Lockout lockout;
    private final InstantSource clock;

    public SecondFactors(FactorsTable factors, Lockout lockout, InstantSource clock) {
        this.factors = factors;
        this.lockout = lockout;
        this.clock = clock;
    }

    /** @param otpauthUri URI that an authenticator app reads as a QR code */
    public record Enrolment(String secret, String otpauthUri) {

        /** Keeps the secret out of every log. */
        @Override
        public String toString() {
            return "Enrolment[***]";
        }
    }

    /**
     * Creates a secret that a first code must confirm.
     *
     * @throws Refusal {@code totp_in_use} (409) if an authenticator is in use
     */
    public Enrolment enrol(User user) {
        byte[] secret = Totp.freshSecret();
        if (!factors.enrol(user, secret)) {
            throw new Refusal(RefusalCode.TOTP_IN_USE, "an authenticator is in use; disable it first");
        }
        String text = Base32.of(secret);
        return new Enrolment(
                text,
                "otpauth://totp/FlowEx:" + user.email().replace("@", "%40") + "?secret=" + text
                        + "&issuer=FlowEx&algorithm=SHA1&digits=6&period=30");
    }

    /**
     * Confirms the authenticator, which is required from now on. Returns the recovery codes, which are shown only once.
     */
    public List<String> confirm(User user, String code) {
        if (user.factors().totp()) {
            throw new Refusal(RefusalCode.TOTP_IN_USE, "an authenticator is in use; disable it first");
        }
        requireCode(user, () -> isTotp(user, code));
        if (!factors.confirm(user)) {
            throw new Refusal(RefusalCode.TOTP_IN_USE, "the authenticator was changed meanwhile; look again");
        }
        return freshRecoveryCodes(user);
    }

    public void disable(User user) {
        factors.remove(user);
    }

    public List<String> freshRecoveryCodes(User user) {
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < RECOVERY_CODES; i++) {
            byte[] bytes = new byte[RECOVERY_BYTES];
            RANDOM.nextBytes(bytes);
            codes.add(Base32.of(bytes).toLowerCase(Locale.ROOT));
        }
        factors.replaceRecoveryCodes(user, codes);
        return List.copyOf(codes);
    }

    /** Returns a fresh code to mail. */
    public static String mailCode() {
        return String.format(Locale.ROOT, "%06d", RANDOM.nextInt(MAIL_CODES));
    }

    /**
     * Requires a code of the authenticator or a recovery code.
     *
     * @throws Refusal {@code invalid_code}, {@code too_many_attempts}
     */
    public void requireTotpOrRecovery(User user, String code) {
        requireCode(user, () -> isTotp(user, code) || isRecovery(user, code));
    }

    /** Requires a code of the authenticator, a mailed code, or a recovery code. */
    public void require(User user, String code, OneTimeTokensTable.SecondFactorAttempt attempt, OpaqueToken token) {
        requireCode(
                user,
                () -> attempt.isMailed(code, token) && user.factors().mail()
                        || user.factors().totp() && isTotp(user, code)
                        || isRecovery(user, code));
    }

    private void requireCode(User user, BooleanSupplier isGood) {
        if (!lockout.code(user.tenant(), user.id(), isGood)) {
            throw new Refusal(RefusalCode.INVALID_CODE, "the code is wrong, too old, or was used before");
        }
    }

    private boolean isTotp(User user, String code) {
        if (code.length() != Totp.DIGITS) {
            return false;
        }
        OptionalLong step = factors.secret(user)
                .map(secret -> Totp.stepOf(secret, code, clock.instant()))
                .orElse(OptionalLong.empty());
        return step.isPresent() && factors.take(user, step.getAsLong());
    }

    private boolean isRecovery(User user, String code) {
        boolean used = code.length() > Totp.DIGITS
                && factors.useRecoveryCode(user, code.strip().toLowerCase(Locale.ROOT));
        if (used) {
            LOG.warn("user {} used a recovery code", user.id());
        }
        return used;
    }

    public int recoveryCodesLeft(User user) {
        return factors.recoveryCodesLeft(user);
    }

    public void mailCodes(User user, boolean on) {
        factors.mailCodes(user, on);
    }
}
