package com.flowex.platform.outbound;

import com.flowex.platform.crypto.KeyRing;
import com.flowex.platform.crypto.Sealing;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Secrets that authenticate the exchange to webhook receivers: generated here, shown once, stored encrypted. */
public final class WebhookSecrets {

    private static final int BYTES = 32;

    private final KeyRing keys;
    private final Sealing sealing;
    private final String column;
    private final SecureRandom random = new SecureRandom();

    /** @param column column of the sealed secrets, for example "risk.alerts.secret" */
    public WebhookSecrets(KeyRing keys, String column) {
        this.keys = keys;
        this.column = column;
        this.sealing = new Sealing(keys);
    }

    /** Returns a new secret in plain text. */
    public String fresh() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public byte[] seal(int tenant, long owner, String secret) {
        keys.reload();
        return sealing.seal(secret.getBytes(StandardCharsets.US_ASCII), place(tenant, owner));
    }

    /** @throws Sealing.BrokenSealException if its key is gone */
    public String open(int tenant, long owner, byte[] sealed) {
        return new String(sealing.open(sealed, place(tenant, owner)), StandardCharsets.US_ASCII);
    }

    public boolean isCurrent(int tenant, long owner, byte[] sealed) {
        return sealing.isCurrent(sealed, place(tenant, owner));
    }

    /** Reloads the keys, which may have been rotated. */
    public void reload() {
        keys.reload();
    }

    /** Returns the signature that a receiver checks: an HMAC of the second of signing, a point, and the body. */
    public static String signature(String secret, long seconds, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            byte[] signed = mac.doFinal((seconds + "." + body).getBytes(StandardCharsets.UTF_8));
            return "v1=" + HexFormat.of().formatHex(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private String place(int tenant, long owner) {
        return column + ":" + tenant + "/" + owner;
    }
}
