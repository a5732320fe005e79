package com.flowex.identity.app.factor;

import com.flowex.identity.store.push.P256Curve;
import com.upokecenter.cbor.CBORException;
import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Rules for the public key of a passkey (COSE, RFC 9053), which an authenticator without an attestation can choose
 * freely: the type of the key fits its algorithm, a point is on its curve, and an RSA key is neither short nor huge.
 */
final class CosePublicKey {

    static final int ES256 = -7;
    static final int ED25519 = -8;
    static final int RS256 = -257;

    private static final int OKP = 1;
    private static final int EC2 = 2;
    private static final int RSA = 3;
    private static final int P256 = 1;
    private static final int CURVE_ED25519 = 6;
    private static final int COORDINATE_BYTES = 32;
    private static final int RSA_BITS_MIN = 2048;
    private static final int RSA_BITS_MAX = 8192;
    private static final BigInteger EXPONENT_MIN = BigInteger.valueOf(65_537);
    private static final int EXPONENT_BITS_MAX = 64;

    private CosePublicKey() {}

    /** Returns the rule that a key breaks; empty if it is good. */
    static Optional<String> brokenBy(byte[] cose) {
        CBORObject key;
        try {
            key = CBORObject.DecodeFromBytes(cose);
        } catch (CBORException e) {
            return Optional.of("the public key is not CBOR");
        }
        if (key.getType() != CBORType.Map) {
            return Optional.of("the public key is not a map");
        }
        return switch (number(key, 3)) {
            case ES256 -> number(key, 1) == EC2 && number(key, -1) == P256 ? point(key) : unfit("ES256");
            case ED25519 -> number(key, 1) == OKP && number(key, -1) == CURVE_ED25519 ? octets(key) : unfit("EdDSA");
            case RS256 -> number(key, 1) == RSA ? modulus(key) : unfit("RS256");
            default -> Optional.of("the algorithm of the key is none of ES256, EdDSA and RS256");
        };
    }

    private static Optional<String> unfit(String algorithm) {
        return Optional.of("the type of the key does not fit its algorithm " + algorithm);
    }

    private static Optional<String> point(CBORObject key) {
        byte[] x = bytes(key, -2);
        byte[] y = bytes(key, -3);
        if (x.length != COORDINATE_BYTES || y.length != COORDINATE_BYTES) {
            return Optional.of("the coordinates of the key are not of 32 bytes");
        }
        byte[] point = new byte[1 + 2 * COORDINATE_BYTES];
        point[0] = 4;
        System.arraycopy(x, 0, point, 1, COORDINATE_BYTES);
        System.arraycopy(y, 0, point, 1 + COORDINATE_BYTES, COORDINATE_BYTES);
        return P256Curve.point(point).isPresent() ? Optional.empty() : Optional.of("the key is not on its curve");
    }

    private static Optional<String> octets(CBORObject key) {
        return bytes(key, -2).length == COORDINATE_BYTES ? Optional.empty() : Optional.of("the key is not of 32 bytes");
    }

    private static Optional<String> modulus(CBORObject key) {
        BigInteger modulus = new BigInteger(1, bytes(key, -1));
        BigInteger exponent = new BigInteger(1, bytes(key, -2));
        if (modulus.bitLength() < RSA_BITS_MIN || modulus.bitLength() > RSA_BITS_MAX || !modulus.testBit(0)) {
            return Optional.of("an RSA key has 2048 to 8192 bits");
        }
        return exponent.compareTo(EXPONENT_MIN) < 0 || exponent.bitLength() > EXPONENT_BITS_MAX || !exponent.testBit(0)
                ? Optional.of("the exponent of an RSA key is odd and at least 65537")
                : Optional.empty();
    }

    /** Returns an integer of the key; 0, which no parameter has, if it is missing or no integer of 32 bits. */
    private static int number(CBORObject key, int label) {
        CBORObject value = key.get(CBORObject.FromObject(label));
        return value != null && value.isNumber() && value.AsNumber().CanFitInInt32() ? value.AsInt32() : 0;
    }

    private static byte[] bytes(CBORObject key, int label) {
        CBORObject value = key.get(CBORObject.FromObject(label));
        return value != null && value.getType() == CBORType.ByteString ? value.GetByteString() : new byte[0];
    }
}
