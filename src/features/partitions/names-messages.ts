import { defineMessages } from '../../i18n/messages.ts';

/** Names of partitions as they are spoken in full: "5 March 2024". */
export const namesMessages = defineMessages(
  {
    locale: 'en-GB',
    monthForm: 'long',
    month: (year: string, month: string) => `${month} ${year}`,
    day: (day: number, month: string) => `${day} ${month}`,
    hour: (day: string, hour: string) => `${day}, ${hour}:00`,
    week: (year: string, week: number) => `week ${week} of ${year}`,
    quarter: (year: string, quarter: string) => `Q${quarter} ${year}`,
    year: (year: string) => year,
    decade: (year: string) => `${year}s`,
    to: (start: string, end: string) => `${start} to ${end}`,
  },
  {
    locale: 'zh-CN',
    monthForm: 'short',
    month: (year, month) => `${year}年${month}`,
    day: (day, month) => `${month}${day}日`,
    hour: (day, hour) => `${day} ${hour}:00`,
    week: (year, week) => `${year}年第${week}周`,
    quarter: (year, quarter) => `${year}年第${quarter}季度`,
    year: (year) => `${year}年`,
    decade: (year) => `${year}年代`,
    to: (start, end) => `${start}至${end}`,
  },
);
