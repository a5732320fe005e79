package com.flowex.domain.command;

/** Previews the result of placing these linked orders now. Nothing changes, and their client order ids stay unused. */
public record TryLinkedOrders(PlaceLinkedOrders linked) implements CompoundPlacement {}
