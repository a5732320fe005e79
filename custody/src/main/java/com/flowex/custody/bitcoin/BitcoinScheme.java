package com.flowex.custody.bitcoin;

import com.flowex.custody.Coin;
import com.flowex.custody.Draft;
import com.flowex.custody.KeyPath;
import com.flowex.custody.Network;
import com.flowex.custody.ParsedAddress;
import com.flowex.custody.Payment;
import com.flowex.custody.PrivateKeys;
import com.flowex.custody.Scheme;
import com.flowex.custody.Signed;
import com.flowex.custody.TransactionContents;
import com.flowex.custody.bitcoin.ReceivedOutputs.Outpoint;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bitcoinj.base.Address;
import org.bitcoinj.base.AddressParser;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.base.ScriptType;
import org.bitcoinj.base.SegwitAddress;
import org.bitcoinj.base.exceptions.AddressFormatException;
import org.bitcoinj.core.Transaction;
import org.bitcoinj.core.TransactionOutput;
import org.bitcoinj.core.TransactionWitness;
import org.bitcoinj.crypto.ECKey;
import org.bitcoinj.crypto.TransactionSignature;
import org.bitcoinj.script.Script;
import org.bitcoinj.script.ScriptBuilder;
import org.bitcoinj.script.ScriptException;
import org.bitcoinj.script.ScriptPattern;

/** Addresses, transactions and signed messages of Bitcoin. Its own addresses are P2WPKH (BIP-84). */
public final class BitcoinScheme implements Scheme {

    private static final int NEWEST_WITNESS_IN_USE = 1;

    /** Blocks come every ten minutes in the mean: one of 160,000 comes later than this. */
    private static final Duration SILENCE_MAX = Duration.ofHours(2);

    private final Network network;
    private final BitcoinNetwork kind;
    private final Coin coin;

    /** @param kind main net or one of the test networks */
    public BitcoinScheme(Network network, BitcoinNetwork kind, Coin coin) {
        this.network = network;
        this.kind = kind;
        this.coin = coin;
    }

    BitcoinNetwork kind() {
        return kind;
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public Optional<Duration> silenceMax() {
        return kind == BitcoinNetwork.MAINNET ? Optional.of(SILENCE_MAX) : Optional.empty();
    }

    @Override
    public Optional<Coin> coin(String asset) {
        return coin.asset().equals(asset) ? Optional.of(coin) : Optional.empty();
    }

    @Override
    public Optional<Coin> feeCoin() {
        return Optional.of(coin);
    }

    @Override
    public String address(byte[] publicKey) {
        return ECKey.fromPublicOnly(publicKey)
                .toAddress(ScriptType.P2WPKH, kind)
                .toString();
    }

    @Override
    public ParsedAddress read(String address) {
        try {
            Address read = AddressParser.getDefault(kind).parseAddress(address);
            if (read instanceof SegwitAddress segwit && segwit.getWitnessVersion() > NEWEST_WITNESS_IN_USE) {
                return new ParsedAddress.Invalid("spendable: no rule is known for its version");
            }
            return new ParsedAddress.Valid(read.toString());
        } catch (AddressFormatException.InvalidChecksum e) {
            return new ParsedAddress.Invalid("written as it was given: its checksum does not fit");
        } catch (AddressFormatException e) {
            return new ParsedAddress.Invalid("one of " + network.title() + " (" + kind + ")" + other(address));
        } catch (IllegalArgumentException e) {
            return new ParsedAddress.Invalid("one of " + network.title());
        }
    }

    private static String other(String address) {
        try {
            return ", not of "
                    + AddressParser.getDefault().parseAddress(address).network();
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /**
     * Returns the output script of an address.
     *
     * @param address canonical address
     */
    Script script(String address) {
        return ScriptBuilder.createOutputScript(AddressParser.getDefault(kind).parseAddress(address));
    }

    /** Returns the receiver of an output; empty if it is not an address. */
    Optional<String> receiver(TransactionOutput output) {
        try {
            Script script = output.getScriptPubKey();
            return ScriptPattern.isP2PK(script)
                    ? Optional.empty()
                    : Optional.of(script.getToAddress(kind).toString());
        } catch (ScriptException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public TransactionContents contents(Draft draft) {
        return contents(Psbt.parse(draft.body()));
    }

    private TransactionContents contents(Psbt psbt) {
        List<Payment> payments = new ArrayList<>();
        for (TransactionOutput output : psbt.unsigned().getOutputs()) {
            String to = receiver(output).orElseThrow(() -> new IllegalArgumentException("it pays what is no address"));
            payments.add(
                    new Payment(to, coin, BigInteger.valueOf(output.getValue().getValue()), ""));
        }
        long fee = fee(psbt);
        if (fee < 0 || payments.isEmpty()) {
            throw new IllegalArgumentException("it pays more than it has, or has no receiver");
        }
        return new TransactionContents(payments, BigInteger.valueOf(fee));
    }

    private static long fee(Psbt psbt) {
        try {
            return psbt.fee();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("more than there is", e);
        }
    }

    @Override
    public Signed sign(Draft draft, PrivateKeys keys) {
        Psbt psbt = Psbt.parse(draft.body());
        TransactionContents contents = contents(psbt);
        List<String> claims = psbt.outpoints().stream().map(Outpoint::claim).toList();
        if (!draft.claims().equals(claims)
                || !draft.fee().equals(contents.fee())
                || draft.signers().size() != claims.size()) {
            throw new IllegalArgumentException("a draft that says something else than its bytes");
        }
        Transaction transaction = psbt.unsigned();
        for (int i = 0; i < claims.size(); i++) {
            sign(transaction, i, psbt.spent(i), draft.signers().get(i), keys);
        }
        return new Signed(
                network.code(), transaction.getTxId().toString(), HexFormat.of().formatHex(transaction.serialize()));
    }

    private static void sign(
            Transaction transaction, int input, TransactionOutput spent, KeyPath path, PrivateKeys keys) {
        ECKey known = ECKey.fromPublicOnly(keys.publicKey(path));
        if (!spent.getScriptPubKey().equals(ScriptBuilder.createP2WPKHOutputScript(known))) {
            throw new IllegalArgumentException("input " + input + " is not of the address of " + path);
        }
        byte[] secret = keys.secret(path);
        try {
            ECKey key = ECKey.fromPrivate(secret);
            TransactionSignature signature = transaction.calculateWitnessSignature(
                    input,
                    key,
                    ScriptBuilder.createP2PKHOutputScript(key),
                    spent.getValue(),
                    Transaction.SigHash.ALL,
                    false);
            transaction.replaceInput(
                    input, transaction.getInput(input).withWitness(TransactionWitness.redeemP2WPKH(signature, key)));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    @Override
    public String signMessage(String message, KeyPath path, PrivateKeys keys) {
        byte[] secret = keys.secret(path);
        try {
            return Bip322Message.sign(message, ECKey.fromPrivate(secret));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    @Override
    public boolean isSigned(String message, String address, String signature) {
        try {
            return AddressParser.getDefault(kind).parseAddress(address) instanceof SegwitAddress own
                    && own.getOutputScriptType() == ScriptType.P2WPKH
                    && Bip322Message.isSigned(message, own, signature);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
