package com.flowex.custody.ethereum;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.crypto.ECKey;
import org.bitcoinj.crypto.ECKey.ECDSASignature;
import org.web3j.crypto.Hash;
import org.web3j.rlp.RlpDecoder;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;

/**
 * A transaction with its own priority fee (EIP-1559, type 2), without an access list.
 *
 * @param priorityFee fee of a unit of gas for the block's producer
 * @param maxFee greatest total fee of a unit of gas
 * @param to canonical address
 * @param data hexadecimal digits, without 0x
 */
record EthereumTransaction(
        BigInteger chain,
        BigInteger nonce,
        BigInteger priorityFee,
        BigInteger maxFee,
        BigInteger gas,
        String to,
        BigInteger value,
        String data) {

    private static final byte TYPE = 2;
    private static final int FIELDS = 9;
    private static final int NUMBER_BYTES_MAX = 32;

    /** A transaction and its signer's address. */
    record Sealed(EthereumTransaction transaction, String from) {}

    /** Returns the greatest fee. */
    BigInteger fee() {
        return gas.multiply(maxFee);
    }

    /** Returns the bytes to sign, in hexadecimal digits. */
    String unsigned() {
        return hex(fields());
    }

    /** Returns the bytes to send, in hexadecimal digits. The same key gives the same bytes (RFC 6979). */
    String signed(byte[] secret) {
        ECKey key = ECKey.fromPrivate(secret);
        Sha256Hash hash = Sha256Hash.wrap(Hash.sha3(bytes(fields())));
        ECDSASignature signature = key.sign(hash);
        List<RlpType> fields = new ArrayList<>(fields());
        fields.add(RlpString.create(BigInteger.valueOf(key.findRecoveryId(hash, signature))));
        fields.add(RlpString.create(signature.r));
        fields.add(RlpString.create(signature.s));
        return hex(fields);
    }

    /** Returns the id of signed bytes on the network. */
    static String id(String signed) {
        return "0x" + HexFormat.of().formatHex(Hash.sha3(HexFormat.of().parseHex(signed)));
    }

    /**
     * Parses an unsigned transaction.
     *
     * @throws IllegalArgumentException if the digits are not exactly one unsigned transaction
     */
    static EthereumTransaction parse(String unsigned) {
        List<RlpType> fields = fields(unsigned, FIELDS);
        EthereumTransaction read = read(fields);
        if (!read.unsigned().equals(unsigned)) {
            throw new IllegalArgumentException("a transaction is written in one way only");
        }
        return read;
    }

    /**
     * Parses a signed transaction.
     *
     * @throws IllegalArgumentException if the digits are not exactly one signed transaction
     */
    static Sealed parseSigned(String signed) {
        List<RlpType> fields = fields(signed, FIELDS + 3);
        EthereumTransaction read = read(fields);
        int recovery = number(fields.get(FIELDS)).intValueExact();
        ECDSASignature signature = new ECDSASignature(number(fields.get(FIELDS + 1)), number(fields.get(FIELDS + 2)));
        return new Sealed(read, signer(Hash.sha3(bytes(read.fields())), recovery, signature));
    }

    /** Returns the signer's address. */
    static String signer(byte[] hash, int recovery, ECDSASignature signature) {
        if (recovery < 0 || recovery > 3 || !signature.isCanonical()) {
            throw new IllegalArgumentException("no signature");
        }
        ECKey key = ECKey.recoverFromSignature(recovery, signature, Sha256Hash.wrap(hash), false);
        if (key == null) {
            throw new IllegalArgumentException("no signature");
        }
        return EthereumAddress.ofKey(key.getPubKey());
    }

    private List<RlpType> fields() {
        return List.of(
                RlpString.create(chain),
                RlpString.create(nonce),
                RlpString.create(priorityFee),
                RlpString.create(maxFee),
                RlpString.create(gas),
                RlpString.create(EthereumAddress.bytes(to)),
                RlpString.create(value),
                RlpString.create(HexFormat.of().parseHex(data)),
                new RlpList());
    }

    private static EthereumTransaction read(List<RlpType> fields) {
        byte[] to = text(fields.get(5));
        if (to.length != EthereumAddress.BYTES) {
            throw new IllegalArgumentException("a payment has a receiver");
        }
        if (!(fields.get(8) instanceof RlpList access) || !access.getValues().isEmpty()) {
            throw new IllegalArgumentException("a payment has no access list");
        }
        return new EthereumTransaction(
                number(fields.get(0)),
                number(fields.get(1)),
                number(fields.get(2)),
                number(fields.get(3)),
                number(fields.get(4)),
                EthereumAddress.of(to),
                number(fields.get(6)),
                HexFormat.of().formatHex(text(fields.get(7))));
    }

    private static List<RlpType> fields(String digits, int count) {
        try {
            byte[] bytes = HexFormat.of().parseHex(digits);
            if (bytes.length > 1 && bytes[0] == TYPE) {
                List<RlpType> values = RlpDecoder.decode(Arrays.copyOfRange(bytes, 1, bytes.length))
                        .getValues();
                if (values.size() == 1
                        && values.getFirst() instanceof RlpList list
                        && list.getValues().size() == count) {
                    return list.getValues();
                }
            }
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("no transaction: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("no transaction of type 2 with " + count + " fields");
    }

    private static byte[] text(RlpType field) {
        if (field instanceof RlpString text) {
            return text.getBytes();
        }
        throw new IllegalArgumentException("a list where a value belongs");
    }

    private static BigInteger number(RlpType field) {
        byte[] bytes = text(field);
        if (bytes.length > NUMBER_BYTES_MAX) {
            throw new IllegalArgumentException("a number of more than 256 bits");
        }
        return new BigInteger(1, bytes);
    }

    private static byte[] bytes(List<RlpType> fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(TYPE);
        bytes.writeBytes(RlpEncoder.encode(new RlpList(fields)));
        return bytes.toByteArray();
    }

    private static String hex(List<RlpType> fields) {
        return HexFormat.of().formatHex(bytes(fields));
    }
}
