/**
 * What FlowEx is shipped as: images, compose files, manifests, modules of clouds, what stands before it.
 *
 * <p>Invariant: every process that a file starts would take the settings that it is given there.
 */
@NullMarked
package com.flowex.shipping;

import org.jspecify.annotations.NullMarked;
