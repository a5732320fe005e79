/** Tests of the package of the same name. */
@NullMarked
package com.flowex.ground.projection;

import org.jspecify.annotations.NullMarked;
