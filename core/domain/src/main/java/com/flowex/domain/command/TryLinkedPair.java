package com.flowex.domain.command;

/** Previews the result of placing these three orders now. Nothing changes, and their client order ids stay unused. */
public record TryLinkedPair(PlaceLinkedPair linked) implements CompoundPlacement {}
