import { describe, expect, it } from 'vitest'
import { judgeDomain } from '../../../src/domain/suspicious/domains.js'
import { findLinks, refang } from '../../../src/domain/suspicious/links.js'

describe('names on the net', () => {
  it.each([
    'vneid.gov.vn', 'dichvucong.gov.vn', 'soyte.thainguyen.gov.vn', 'www.gov.vn', 'cskh.npc.com.vn', 'www.cskh.evnspc.vn', 'help.shopee.vn', 'ghn.vn',
    'tinnhiemmang.vn', 'canhbao.khonggianmang.vn', 'vnexpress.net', 'VNEID.GOV.VN', 'vneid.gov.vn.',
  ])('%s is known', (host) => {
    expect(judgeDomain(host)).toBe('known')
  }) // prettier-ignore

  it.each([
    // gov.vn inside another name, or before its end
    'vneid.gov.vn-capnhat.cc', 'dichvucong.gov.vn.tracuu.top', 'gov.vn.xacminh.com', 'vneid-gov.vn', 'dichvucong-govvn.com', 'vneidgov.com', 'bocongan.gov.com',
    // a bank's name with something hung on, or in front of somebody else's
    'vietcombank-huyphi.top', 'vcb-digibank.vip', 'vietcombank.com.vn.xacminh.top', 'mbbank.xacthuc-online.cc', 'acb-sinhtrachoc.online', 'agribank.com-vn.net',
    'bidv.login.com', 'techcombank.com.co', 'evn-thanhtoan.cc', 'dienlucvn.com', 'zalo-binhchon.top', '113-giamsat.cc', 'phatnguoi-csgt.cc', 'vssid-dongbo.top',
    // digits and letters for others, one slip
    'v1etcombank.com', 'vietc0mbank.com', 'techc0mbank.com', 'vietcornbank.com', 'vietcombamk.com', 'agribamk.vn', 'sh0pee.com', 'vi3ttel.com', 'vlettel.com',
    // other scripts and punycode
    'xn--vitcombank-xyz.com', 'vіetcombank.com', 'ѕhopee.vn',
  ])('%s is made to look like another', (host) => {
    expect(judgeDomain(host)).toBe('look-alike')
  }) // prettier-ignore

  it.each(['nhanqua.top', 'abc.xyz', 'lam-giau.vip', 'abc.zz', 'cho-nha.icu', '192.168.1.1'])(
    '%s ends strangely',
    (host) => {
      expect(judgeDomain(host)).toBe('strange-ending')
    },
  )

  it.each(['bit.ly', 'tinyurl.com', 'cutt.ly'])('%s hides where it leads', (host) => {
    expect(judgeDomain(host)).toBe('shortener')
  })

  it.each(['zalo.me', 't.me', 'www.youtube.com', 'm.facebook.com', 'youtu.be'])(
    '%s is for anybody',
    (host) => {
      expect(judgeDomain(host)).toBe('anybody')
    },
  )

  it.each([
    'vietcombank.com.vn',
    'agribank.com.vn',
    'bidv.com.vn',
    'shopee.com',
    'tiki.vn',
    'viettelpost.com.vn',
    'anhcuoi.net',
    'seven.com',
    'truonghoc.edu.vn',
  ])('%s is no disguise, and not known either', (host) => {
    expect(judgeDomain(host)).toBe('unknown')
  })
})

describe('addresses in a message', () => {
  const shown = (text: string) => findLinks(refang(text)).map((link) => link.shown)

  it.each([
    ['Vào https://abc.top/login nhé', 'abc[.]top'],
    ['hxxps://ghtk-huythe[.]cc', 'ghtk-huythe[.]cc'],
    ['tại:http://abc.vip.', 'abc[.]vip'],
    ['abc(dot)com', 'abc[.]com'],
    ['vào trang vneid chấm com', 'vneid[.]com'],
    ['(xem abc.com.vn)', 'abc[.]com[.]vn'],
    ['HTTP://ABC.COM:8080/x?y#z', 'abc[.]com'],
    ['http://vneid.gov.vn@abc.top/x', 'abc[.]top'],
    ['Tải vneid.apk', 'vneid[.]apk'],
  ])('%j has one, shown so that nobody can press it', (text, host) => {
    expect(shown(text)).toEqual([host])
  })

  it.each([
    'giá 3.500.000đ',
    'lúc 10.30',
    'tiền.Bác ơi',
    'Mẹ ơi...con về',
    'đi nha.me nho',
    'v.v.',
    '...',
    'a@b',
  ])('%j has none', (text) => {
    expect(shown(text)).toEqual([])
  })

  it('sees through a name before an @, and a bare number', () => {
    expect(findLinks('http://vneid.gov.vn@abc.com/x')[0]).toMatchObject({ isDisguised: true })
    expect(findLinks('http://103.27.1.9/x')[0]).toMatchObject({ isDisguised: true })
    expect(findLinks('https://dichvucong.gov.vn/x')[0]).toMatchObject({ isDisguised: false })
  })

  it('knows a file that installs itself', () => {
    expect(findLinks('http://abc.com/vneid.apk?x=1')[0]).toMatchObject({ isApp: true })
    expect(findLinks('http://abc.com/apk.html')[0]).toMatchObject({ isApp: false })
  })
})
