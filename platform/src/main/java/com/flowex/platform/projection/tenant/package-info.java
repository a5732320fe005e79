/** Events of each tenant apart: one tenant that cannot be shown stops no other. */
@NullMarked
package com.flowex.platform.projection.tenant;

import org.jspecify.annotations.NullMarked;
