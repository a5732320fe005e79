/** Tests of the package of the same name. */
@NullMarked
package com.flowex.gateway.upstream;

import org.jspecify.annotations.NullMarked;
