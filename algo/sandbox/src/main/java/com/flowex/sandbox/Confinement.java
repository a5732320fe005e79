package com.flowex.sandbox;

/**
 * Parts of the wall that this machine gives; heap, time, output and the pipe are bounded everywhere.
 *
 * @param network true if the process has a network of its own without any address
 * @param processes true if the process sees no other process
 * @param user true if it runs as a user of its own, which owns no file
 * @param limits true if the kernel refuses files, processes and open files above its limits
 */
public record Confinement(boolean network, boolean processes, boolean user, boolean limits) {}
