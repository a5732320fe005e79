package com.flowex.protocol.command;

import com.flowex.domain.command.Command;
import com.flowex.domain.command.CompoundPlacement;
import com.flowex.domain.command.PlaceWithEffects;
import com.flowex.domain.order.DebtEffects;
import com.flowex.protocol.body.Frame;
import com.flowex.protocol.body.GarbledException;
import com.flowex.protocol.sbe.WireDebtEffectsDecoder;
import com.flowex.protocol.sbe.WireDebtEffectsEncoder;
import com.flowex.protocol.sbe.WirePlaceWithEffectsDecoder;
import com.flowex.protocol.sbe.WirePlaceWithEffectsEncoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Encoding and decoding of effects on debts in front of the whole message of another command. */
final class EffectCommands {

    private static final int INNER_HEADER_LENGTH = WirePlaceWithEffectsEncoder.placementHeaderLength();

    private EffectCommands() {}

    /** Writes the effects; returns the offset at which the message of the placement begins. */
    static int begin(PlaceWithEffects command, WirePlaceWithEffectsEncoder out) {
        write(command.effects(), out.effects().clear());
        write(command.pendingEffects(), out.pendingEffects().clear());
        return out.limit() + INNER_HEADER_LENGTH;
    }

    /**
     * Writes the length of the placement's message, which begins behind it.
     *
     * @return the end of the body
     */
    static int close(MutableDirectBuffer buffer, int inner, int innerLength) {
        buffer.putShort(inner - INNER_HEADER_LENGTH, (short) innerLength, ByteOrder.LITTLE_ENDIAN);
        return inner + innerLength;
    }

    /** Reads both, the placement by a reader of whole messages. */
    static PlaceWithEffects read(
            WirePlaceWithEffectsDecoder in,
            Frame.Reader<Command> placements,
            DirectBuffer buffer,
            int offset,
            int length) {
        DebtEffects effects = read(in.effects());
        DebtEffects pendingEffects = read(in.pendingEffects());
        int inner = in.limit() + INNER_HEADER_LENGTH;
        Frame.requireRoom(inner, offset, length);
        int innerLength = in.placementLength();
        Frame.requireEnd(inner + innerLength - offset, length);
        boolean isItself = innerLength >= Frame.OVERHEAD
                && Frame.templateId(buffer, inner) == WirePlaceWithEffectsDecoder.TEMPLATE_ID;
        Command command = isItself ? null : placements.read(buffer, inner, innerLength);
        if (command instanceof CompoundPlacement placement) {
            return new PlaceWithEffects(effects, pendingEffects, placement);
        }
        throw new GarbledException("effects of another command than one that places several orders or replaces one");
    }

    private static void write(DebtEffects effects, WireDebtEffectsEncoder out) {
        out.borrows(effects.borrows()).repays(effects.repays()).returns(effects.returns());
    }

    private static DebtEffects read(WireDebtEffectsDecoder in) {
        DebtEffects effects = new DebtEffects(in.borrows(), in.repays(), in.returns());
        int named = (in.borrows() ? 1 : 0) + (in.repays() ? 1 : 0) + (in.returns() ? 1 : 0);
        if (Integer.bitCount(in.getRaw()) != named) {
            throw new GarbledException("an effect on debts without a name");
        }
        return effects;
    }
}
