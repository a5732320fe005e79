package com.flowex.identity.store.push;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.util.Arrays;
import java.util.Optional;

/** Curve P-256, with points encoded as browsers do: the byte 4, then both coordinates of 32 bytes. */
public final class P256Curve {

    private static final String NAME = "secp256r1";
    private static final int COORDINATE_BYTES = 32;

    private P256Curve() {}

    public static KeyPair fresh() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(NAME));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    /** Returns the point, or empty if it is not on the curve: a key agreement with such a point is not secret. */
    public static Optional<ECPublicKey> point(byte[] bytes) {
        if (bytes.length != 1 + 2 * COORDINATE_BYTES || bytes[0] != 4) {
            return Optional.empty();
        }
        BigInteger x = new BigInteger(1, Arrays.copyOfRange(bytes, 1, 1 + COORDINATE_BYTES));
        BigInteger y = new BigInteger(1, Arrays.copyOfRange(bytes, 1 + COORDINATE_BYTES, bytes.length));
        try {
            ECParameterSpec parameters = parameters();
            if (!isOn(parameters.getCurve(), x, y)) {
                return Optional.empty();
            }
            return Optional.of((ECPublicKey)
                    KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), parameters)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    private static boolean isOn(EllipticCurve curve, BigInteger x, BigInteger y) {
        BigInteger prime = ((ECFieldFp) curve.getField()).getP();
        BigInteger right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB());
        return x.compareTo(prime) < 0
                && y.compareTo(prime) < 0
                && y.pow(2).subtract(right).mod(prime).signum() == 0;
    }

    public static ECParameterSpec parameters() throws GeneralSecurityException {
        AlgorithmParameters known = AlgorithmParameters.getInstance("EC");
        known.init(new ECGenParameterSpec(NAME));
        return known.getParameterSpec(ECParameterSpec.class);
    }

    public static byte[] bytes(ECPublicKey key) {
        byte[] bytes = new byte[1 + 2 * COORDINATE_BYTES];
        bytes[0] = 4;
        put(key.getW().getAffineX(), bytes, 1);
        put(key.getW().getAffineY(), bytes, 1 + COORDINATE_BYTES);
        return bytes;
    }

    private static void put(BigInteger coordinate, byte[] bytes, int at) {
        byte[] digits = coordinate.toByteArray();
        int length = Math.min(COORDINATE_BYTES, digits.length); // it may have a leading zero byte
        System.arraycopy(digits, digits.length - length, bytes, at + COORDINATE_BYTES - length, length);
    }
}
