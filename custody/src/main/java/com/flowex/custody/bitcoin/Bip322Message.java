package com.flowex.custody.bitcoin;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.bitcoinj.base.Coin;
import org.bitcoinj.base.SegwitAddress;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.Transaction;
import org.bitcoinj.core.TransactionInput;
import org.bitcoinj.core.TransactionOutPoint;
import org.bitcoinj.core.TransactionWitness;
import org.bitcoinj.core.VerificationException;
import org.bitcoinj.crypto.ECKey;
import org.bitcoinj.crypto.SignatureDecodeException;
import org.bitcoinj.crypto.TransactionSignature;
import org.bitcoinj.script.Script;
import org.bitcoinj.script.ScriptBuilder;
import org.bitcoinj.script.ScriptOpCodes;

/** Message signature by BIP-322, the simple form, for P2WPKH: the witness of a transaction that cannot be sent. */
final class Bip322Message {

    /** Prefix of the simple form of BIP-322. */
    private static final String SIMPLE = "smp";

    private Bip322Message() {}

    static String sign(String message, ECKey key) {
        Transaction toSign = toSign(message, ScriptBuilder.createP2WPKHOutputScript(key));
        TransactionSignature signature = toSign.calculateWitnessSignature(
                0, key, ScriptBuilder.createP2PKHOutputScript(key), Coin.ZERO, Transaction.SigHash.ALL, false);
        byte[] witness = TransactionWitness.redeemP2WPKH(signature, key).serialize();
        return SIMPLE + Base64.getEncoder().encodeToString(witness);
    }

    static boolean isSigned(String message, SegwitAddress address, String signature) {
        String digits = signature.startsWith(SIMPLE) ? signature.substring(SIMPLE.length()) : signature;
        try {
            byte[] bytes = Base64.getDecoder().decode(digits);
            TransactionWitness witness = TransactionWitness.read(ByteBuffer.wrap(bytes));
            if (!Arrays.equals(witness.serialize(), bytes) || witness.getPushCount() != 2) {
                return false;
            }
            ECKey key = ECKey.fromPublicOnly(witness.getPush(1));
            TransactionSignature read = TransactionSignature.decodeFromBitcoin(witness.getPush(0), true, true);
            Sha256Hash hash = hash(message, key);
            return key.isCompressed()
                    && Arrays.equals(key.getPubKeyHash(), address.getHash())
                    && read.sigHashMode() == Transaction.SigHash.ALL
                    && key.verify(hash, read);
        } catch (IllegalArgumentException
                | BufferUnderflowException
                | VerificationException
                | SignatureDecodeException e) {
            return false;
        }
    }

    private static Sha256Hash hash(String message, ECKey key) {
        return toSign(message, ScriptBuilder.createP2WPKHOutputScript(key))
                .hashForWitnessSignature(
                        0, ScriptBuilder.createP2PKHOutputScript(key), Coin.ZERO, Transaction.SigHash.ALL, false);
    }

    /** Returns the transaction that spends the message's virtual output of the address. */
    static Transaction toSign(String message, Script owner) {
        Transaction toSign = new Transaction();
        toSign.setVersion(0);
        TransactionOutPoint spent =
                new TransactionOutPoint(0, toSpend(message, owner).getTxId());
        toSign.addInput(new TransactionInput(toSign, new byte[0], spent, 0));
        toSign.addOutput(
                Coin.ZERO, new ScriptBuilder().op(ScriptOpCodes.OP_RETURN).build());
        return toSign;
    }

    static Transaction toSpend(String message, Script owner) {
        Transaction toSpend = new Transaction();
        toSpend.setVersion(0);
        byte[] script = new ScriptBuilder()
                .smallNum(0)
                .data(messageHash(message))
                .build()
                .program();
        TransactionOutPoint nothing = new TransactionOutPoint(0xffffffffL, Sha256Hash.ZERO_HASH);
        toSpend.addInput(new TransactionInput(toSpend, script, nothing, 0));
        toSpend.addOutput(Coin.ZERO, owner);
        return toSpend;
    }

    /** Returns the message hash, tagged as in BIP-340. */
    static byte[] messageHash(String message) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] tag = digest.digest("BIP0322-signed-message".getBytes(StandardCharsets.US_ASCII));
            digest.update(tag);
            digest.update(tag);
            return digest.digest(message.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
