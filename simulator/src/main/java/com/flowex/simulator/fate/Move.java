package com.flowex.simulator.fate;

/**
 * One step of a run. It can be carried out whatever happened before, so that steps may be left out; where there is nothing to do it does
 * nothing.
 *
 * @param dice decides everything that is to be decided about it
 */
record Move(Choice choice, long dice) {}
