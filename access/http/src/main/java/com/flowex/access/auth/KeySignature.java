package com.flowex.access.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifier of an API key owner's signatures. It does not know the format of the message: the native scheme ({@link
 * SignedRequest}) and others sign different texts with the same keys.
 */
public sealed interface KeySignature {

    /**
     * @param signature signature as sent: HMAC in lower-case hexadecimal, Ed25519 and RSA in Base64 with padding. Each
     *     has one spelling, and any other is invalid
     */
    boolean proves(byte[] message, String signature);

    /** HMAC-SHA256 with a shared secret. */
    final class Hmac implements KeySignature {

        private final SecretKeySpec key;

        public Hmac(String secret) {
            this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        }

        @Override
        public boolean proves(byte[] message, String signature) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(key);
                String right = HexFormat.of().formatHex(mac.doFinal(message));
                return MessageDigest.isEqual(
                        right.getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.UTF_8));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has HmacSHA256", e);
            }
        }
    }

    /**
     * Ed25519, or RSA PKCS#1 v1.5 with SHA-256, by the owner's public key, so that the exchange cannot sign for the
     * owner.
     */
    final class Public implements KeySignature {

        private static final int RSA_BITS_MIN = 2_048;
        private static final int RSA_BITS_MAX = 8_192;

        private final String algorithm;
        private final PublicKey key;

        private Public(String algorithm, PublicKey key) {
            this.algorithm = algorithm;
            this.key = key;
        }

        /**
         * Parses a PEM block (SubjectPublicKeyInfo); returns empty if it is neither an Ed25519 key nor an RSA key of
         * 2,048 to 8,192 bits.
         */
        public static Optional<Public> parse(String pem) {
            String base64 =
                    pem.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "").replaceAll("\\s", "");
            try {
                X509EncodedKeySpec encoded =
                        new X509EncodedKeySpec(Base64.getDecoder().decode(base64));
                return ed25519(encoded).or(() -> rsa(encoded));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        private static Optional<Public> ed25519(X509EncodedKeySpec encoded) {
            try {
                PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(encoded);
                return Optional.of(new Public("Ed25519", key));
            } catch (GeneralSecurityException e) {
                return Optional.empty();
            }
        }

        private static Optional<Public> rsa(X509EncodedKeySpec encoded) {
            try {
                RSAPublicKey key = (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(encoded);
                int bits = key.getModulus().bitLength();
                return bits >= RSA_BITS_MIN && bits <= RSA_BITS_MAX
                        ? Optional.of(new Public("SHA256withRSA", key))
                        : Optional.empty();
            } catch (GeneralSecurityException e) {
                return Optional.empty();
            }
        }

        /** Returns "ed25519" or "rsa". */
        public String kind() {
            return algorithm.equals("Ed25519") ? "ed25519" : "rsa";
        }

        @Override
        public boolean proves(byte[] message, String signature) {
            try {
                Signature check = Signature.getInstance(algorithm);
                check.initVerify(key);
                check.update(message);
                byte[] decoded = Base64.getDecoder().decode(signature);
                return Base64.getEncoder().encodeToString(decoded).equals(signature) && check.verify(decoded);
            } catch (InvalidKeyException e) {
                throw new IllegalStateException("the key was accepted before", e);
            } catch (IllegalArgumentException | GeneralSecurityException e) {
                return false;
            }
        }
    }
}
