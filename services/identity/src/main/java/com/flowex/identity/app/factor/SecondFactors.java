package com.flowex.identity.app.factor;

import com.flowex.identity.app.lockout.Lockout;
import com.flowex.identity.app.mail.PageAddress;
import com.flowex.identity.app.sms.SmsCodes;
import com.flowex.identity.store.credential.FactorsTable;
import com.flowex.identity.store.credential.PasskeyChallengesTable.Purpose;
import com.flowex.identity.store.sms.PhoneNumber;
import com.flowex.identity.store.user.Device;
import com.flowex.identity.store.user.OneTimeTokensTable.SecondFactorAttempt;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.identity.store.user.User;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
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
    private final Passkeys passkeys;
    private final Lockout lockout;
    private final SmsCodes sms;
    private final InstantSource clock;

    public SecondFactors(FactorsTable factors, Passkeys passkeys, Lockout lockout, SmsCodes sms, InstantSource clock) {
        this.sms = sms;
        this.factors = factors;
        this.passkeys = passkeys;
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

    public List<String> freshRecoveryCodes(User user) {
        List<String> codes = recoveryCodes();
        factors.replaceRecoveryCodes(user, codes);
        return codes;
    }

    /** Returns fresh recovery codes to store. */
    static List<String> recoveryCodes() {
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < RECOVERY_CODES; i++) {
            byte[] bytes = new byte[RECOVERY_BYTES];
            RANDOM.nextBytes(bytes);
            codes.add(Base32.of(bytes).toLowerCase(Locale.ROOT));
        }
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

    /** Requires a code of the authenticator, a code that was mailed or that a passkey signed for, or a recovery code. */
    public void require(User user, String code, SecondFactorAttempt attempt, OpaqueToken token) {
        requireCode(user, () -> isGood(user, code, attempt, token));
    }

    /**
     * Requires the same, or a code by SMS. Only what neither moves money nor changes keys and factors may call it.
     *
     * @param device device from which the code comes
     */
    public void requireOrSms(User user, String code, SecondFactorAttempt attempt, OpaqueToken token, Device device) {
        Optional<PhoneNumber> number = sms.usable(user);
        if (number.isEmpty()) {
            require(user, code, attempt, token);
            return;
        }
        boolean isSent = attempt.isSent(code, token);
        if (!sms.isGood(user, number.get(), device, () -> isSent || isGood(user, code, attempt, token))) {
            throw invalidCode();
        }
        if (isSent) {
            sms.verified(user, number.get(), code);
        }
    }

    /** A user whose factor is SMS alone gets codes by mail where those do not count. */
    private boolean isGood(User user, String code, SecondFactorAttempt attempt, OpaqueToken token) {
        User.Factors has = user.factors();
        return attempt.isMailed(code, token) && (has.mail() || has.passkey() || has.sms())
                || has.totp() && isTotp(user, code)
                || isRecovery(user, code);
    }

    /**
     * Requires a passkey's signature for a login in progress.
     *
     * @throws Refusal {@code invalid_passkey}, {@code too_many_attempts}
     */
    public void requirePasskey(User user, PageAddress page, PasskeyAnswer.Signed answer, OpaqueToken token) {
        counted(user, () -> {
            if (!MessageDigest.isEqual(passkeys.require(user, page, Purpose.SECOND_FACTOR, answer), token.hash())) {
                throw PasskeyVerifier.invalid("its challenge is of another login");
            }
            return answer;
        });
    }

    /** Returns the codes by SMS of users. */
    public SmsCodes sms() {
        return sms;
    }

    /** Returns the passkeys of users. */
    public Passkeys passkeys() {
        return passkeys;
    }

    /** Runs the check of a passkey's answer; a refused answer counts as a wrong code. */
    <T> T counted(User user, Supplier<T> check) {
        List<T> checked = new ArrayList<>();
        List<Refusal> refused = new ArrayList<>();
        lockout.code(user.tenant(), user.id(), () -> {
            try {
                return checked.add(check.get());
            } catch (Refusal refusal) {
                if (refusal.code() != RefusalCode.INVALID_PASSKEY) {
                    throw refusal;
                }
                refused.add(refusal);
                return false;
            }
        });
        if (!refused.isEmpty()) {
            throw refused.getFirst();
        }
        return checked.getFirst();
    }

    private void requireCode(User user, BooleanSupplier isGood) {
        if (!lockout.code(user.tenant(), user.id(), isGood)) {
            throw invalidCode();
        }
    }

    private static Refusal invalidCode() {
        return new Refusal(RefusalCode.INVALID_CODE, "the code is wrong, too old, or was used before");
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

    public void mailCodesOn(User user) {
        factors.mailCodesOn(user);
    }
}
