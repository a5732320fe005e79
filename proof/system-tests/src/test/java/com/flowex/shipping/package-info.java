/**
 * The shipped forms of FlowEx: images, compose files, manifests, modules of clouds, proxies in front of it.
 *
 * <p>Invariant: every process that a file starts would take the settings that it is given there.
 */
@NullMarked
package com.flowex.shipping;

import org.jspecify.annotations.NullMarked;
