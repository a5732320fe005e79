package com.flowex.custody.bitcoin;

import com.flowex.custody.bitcoin.ReceivedOutputs.Outpoint;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.bitcoinj.base.VarInt;
import org.bitcoinj.core.ProtocolException;
import org.bitcoinj.core.Transaction;
import org.bitcoinj.core.TransactionInput;
import org.bitcoinj.core.TransactionOutput;

/**
 * An unsigned transaction with the complete transactions whose outputs it spends (BIP-174, version 0). The signer
 * computes the inputs' amounts from hashed data, not from a claim.
 *
 * @param previous transaction of each input, in order
 * @param change index of the change output; -1 if there is none
 */
record Psbt(Transaction unsigned, List<Transaction> previous, int change) {

    static final int NO_CHANGE = -1;

    private static final byte[] MAGIC = {'p', 's', 'b', 't', (byte) 0xff};
    private static final byte[] UNSIGNED = {0};
    private static final byte[] PREVIOUS = {0};

    /** Field of FlowEx's own in an output (type 0xFC). */
    private static final byte[] CHANGE = ownField("change");

    private static byte[] ownField(String name) {
        byte[] owner = "flowex".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(3 + owner.length + name.length())
                .put((byte) 0xfc)
                .put((byte) owner.length)
                .put(owner)
                .put((byte) 0)
                .put(name.getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    /** @throws IllegalArgumentException if a part does not fit the others */
    Psbt {
        previous = List.copyOf(previous);
        if (unsigned.getInputs().isEmpty() || unsigned.getInputs().size() != previous.size()) {
            throw new IllegalArgumentException("each input of a transaction comes with what it spends");
        }
        Set<Outpoint> outpoints = new HashSet<>();
        for (int i = 0; i < previous.size(); i++) {
            TransactionInput input = unsigned.getInput(i);
            if (!previous.get(i).getTxId().equals(input.getOutpoint().hash())
                    || input.getOutpoint().index()
                            >= previous.get(i).getOutputs().size()
                    || !outpoints.add(outpoint(input))) {
                throw new IllegalArgumentException("input " + i + " is not an output of what it comes with");
            }
        }
    }

    static Outpoint outpoint(TransactionInput input) {
        return new Outpoint(
                input.getOutpoint().hash().toString(), (int) input.getOutpoint().index());
    }

    List<Outpoint> outpoints() {
        return unsigned.getInputs().stream().map(Psbt::outpoint).toList();
    }

    /** Returns the output that an input spends. */
    TransactionOutput spent(int input) {
        return previous.get(input)
                .getOutput(unsigned.getInput(input).getOutpoint().index());
    }

    /** Returns inputs less outputs, in satoshi. */
    long fee() {
        long fee = 0;
        for (int i = 0; i < previous.size(); i++) {
            fee = Math.addExact(fee, spent(i).getValue().getValue());
        }
        for (TransactionOutput output : unsigned.getOutputs()) {
            fee = Math.subtractExact(fee, output.getValue().getValue());
        }
        return fee;
    }

    String hex() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(MAGIC);
        entry(bytes, UNSIGNED, unsigned.serialize());
        bytes.write(0);
        for (Transaction spent : previous) {
            entry(bytes, PREVIOUS, spent.serialize());
            bytes.write(0);
        }
        for (int i = 0; i < unsigned.getOutputs().size(); i++) {
            if (i == change) {
                entry(bytes, CHANGE, new byte[0]);
            }
            bytes.write(0);
        }
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    private static void entry(ByteArrayOutputStream bytes, byte[] key, byte[] value) {
        bytes.writeBytes(VarInt.of(key.length).serialize());
        bytes.writeBytes(key);
        bytes.writeBytes(VarInt.of(value.length).serialize());
        bytes.writeBytes(value);
    }

    /**
     * Parses the hexadecimal form.
     *
     * @throws IllegalArgumentException if the digits are not exactly one transaction
     */
    static Psbt parse(String hex) {
        try {
            Psbt read = read(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
            if (read.hex().equals(hex)) {
                return read;
            }
        } catch (BufferUnderflowException | ProtocolException | ArithmeticException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("no transaction: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("a transaction is written in one way only");
    }

    private static Psbt read(ByteBuffer bytes) {
        byte[] magic = new byte[MAGIC.length];
        bytes.get(magic);
        if (!Arrays.equals(magic, MAGIC)) {
            throw new IllegalArgumentException("no transaction");
        }
        Transaction unsigned = Transaction.read(ByteBuffer.wrap(value(bytes, UNSIGNED)));
        end(bytes);
        List<Transaction> previous = new ArrayList<>();
        for (int i = 0; i < unsigned.getInputs().size(); i++) {
            previous.add(Transaction.read(ByteBuffer.wrap(value(bytes, PREVIOUS))));
            end(bytes);
        }
        int change = NO_CHANGE;
        for (int i = 0; i < unsigned.getOutputs().size(); i++) {
            if (bytes.get(bytes.position()) != 0) {
                value(bytes, CHANGE);
                change = i;
            }
            end(bytes);
        }
        return new Psbt(unsigned, previous, change);
    }

    private static byte[] value(ByteBuffer bytes, byte[] key) {
        if (!Arrays.equals(text(bytes), key)) {
            throw new IllegalArgumentException("a field that is not known");
        }
        return text(bytes);
    }

    private static byte[] text(ByteBuffer bytes) {
        long length = VarInt.read(bytes).longValue();
        if (length < 0 || length > bytes.remaining()) {
            throw new IllegalArgumentException("a field that is cut");
        }
        byte[] text = new byte[(int) length];
        bytes.get(text);
        return text;
    }

    private static void end(ByteBuffer bytes) {
        if (bytes.get() != 0) {
            throw new IllegalArgumentException("a field that is not known");
        }
    }
}
