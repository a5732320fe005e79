package com.flowex.domain.command;

/** Asks what placing these linked orders would do now. Nothing changes, and their client order ids stay unused. */
public record TryLinkedOrders(PlaceLinkedOrders linked) implements Command {}
