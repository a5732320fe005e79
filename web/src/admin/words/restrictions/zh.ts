/** Chinese, simplified: what users are restricted to. */
import type { restrictionsEn } from './en';

export const restrictionsZh: Readonly<typeof restrictionsEn> = {
  restrictions: '限制',
  restrictionsOf: (email) => `${email} 的限制`,
  inForce: '生效中',
  endedOnes: '已结束',
  notRestricted: '该用户没有限制',
  restriction: '限制内容',
  restrictionKinds: {
    no_withdrawals: '禁止提现',
    reduce_only: '只可卖出',
    suspended: '停止使用',
    no_p2p: '禁止 P2P 交易',
  },
  restrictionMeans: {
    no_withdrawals:
      '资金不得离开账户：不能提现，也不能转给其他用户。进行中的提现若尚未签名则失败，冻结的资金退回。交易照常。',
    reduce_only: '账户只能卖出和撤单，任何途径都不能买入。未成交的买单立即撤下，不再恢复；提现照常。',
    suspended: '用户不能登录，其密钥不能签名。会话和全部委托结束，资金不得离开账户。限制结束后可照常登录和交易。',
    no_p2p: '此人不能发布或接受广告，其广告已暂停。进行中的交易可以完成。',
  },
  setBy: (who, when) => `${who}，${when}`,
  restrictionEnds: '结束时间',
  untilEnded: '直到有人结束',
  timeOver: (when) => `${when}，到期`,
  endedBy: (who, when) => `${when}，${who}`,
  carryingOut: '执行中',
  restrictTitle: '限制该用户',
  restrict: '设置限制',
  restrictReasonHint: '供以后查看的人参考，例如“对敲交易，案件 12”',
  restrictEnds: '有效至',
  restrictEndsHint: '留空：直到有人结束',
  restrictEndsRule: '须为将来的时间，或留空',
  restrictedSo: '该用户已有此限制',
  restricted: (what) => `已生效：${what}`,
  liftRestriction: '解除',
  liftRestrictionSure: '确定现在解除？',
  restrictionLifted: '限制已解除',
  restrictedByOne: '该用户被一项限制停用：请在“限制”中解除',
};
